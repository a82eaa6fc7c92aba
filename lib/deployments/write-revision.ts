import type { Context } from "#lib/identity/index.ts"
import { newId } from "#lib/kernel/ids.ts"
import { notify } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"

import { insertRevision } from "./queries.ts"
import type { DeploymentSpec } from "./schema.ts"
import { templateHash } from "./template-hash.ts"

/** Writes what a generation of a deployment is to be, and tells the controller. */
export async function writeRevision(
  ctx: Context,
  tx: Transaction,
  { deploymentId, generation, spec }: { deploymentId: string; generation: number; spec: DeploymentSpec },
): Promise<void> {
  const nowMs = ctx.clock.nowMs()
  await insertRevision(tx, {
    id: newId("revision", nowMs),
    workspaceId: ctx.workspaceId,
    deploymentId,
    generation,
    spec,
    templateHash: templateHash(spec),
    createdBy: ctx.caller.name,
    createdAt: new Date(nowMs),
  })
  await notify(tx, "desired", deploymentId)
}
