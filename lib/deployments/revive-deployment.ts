import { assert } from "#lib/kernel/assert.ts"
import type { Context } from "#lib/identity/index.ts"
import { startOperation, supersedeOperations } from "#lib/operations/index.ts"
import type { Transaction } from "#lib/storage/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { describeChange } from "./describe-change.ts"
import { getRevisionRow, updateDeployment } from "./queries.ts"
import type { DeploymentRow } from "./queries.ts"
import { deploymentSpec } from "./schema.ts"
import { writeRevision } from "./write-revision.ts"

/**
 * Brings a deleted deployment back as a new generation that copies the one that served, or the wanted one if none ever did.
 * What was observed of it is forgotten, as of a new deployment: so the same rules say when it serves and when it has failed.
 * The rows of its endpoint and of itself must be locked, and `name` free.
 *
 * @returns the operation that ends when it serves.
 */
export async function reviveDeployment(
  ctx: Context,
  tx: Transaction,
  { row, endpoint, name }: { row: DeploymentRow; endpoint: Pick<EndpointRow, "name">; name: string },
): Promise<string> {
  const nowMs = ctx.clock.nowMs()
  const source = await getRevisionRow(tx, row.id, row.servingGeneration ?? row.generation)
  assert(source, "a deployment has the revision that it serves or wants")
  const spec = deploymentSpec.parse(source.spec)
  const generation = row.generation + 1
  await supersedeOperations(tx, {
    targetId: row.id,
    kinds: ["deployment.delete"],
    nowMs,
    message: "The deployment was restored.",
  })
  await updateDeployment(tx, row.id, {
    name,
    generation,
    servingGeneration: null,
    failedGeneration: null,
    failure: null,
    conditions: [],
    provisioningState: "Creating",
    health: "Unknown",
    deletedAt: null,
    purgeAt: null,
    updatedAt: new Date(nowMs),
  })
  await writeRevision(ctx, tx, { deploymentId: row.id, generation, spec })
  return await startOperation(ctx, tx, {
    kind: "deployment.restore",
    targetType: "deployment",
    targetId: row.id,
    targetName: `${endpoint.name}/${name}`,
    generation,
    diff: describeChange(null, spec),
    message: `Copies generation ${source.generation}`,
  })
}
