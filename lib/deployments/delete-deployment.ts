import { SOFT_DELETE_MS } from "#lib/endpoints/contract.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { GENERATION_KINDS } from "#lib/operations/contract.ts"
import { startOperation, supersedeOperations } from "#lib/operations/index.ts"
import { notify, transaction } from "#lib/storage/index.ts"
import { requireLockedEndpoint, writeRoute } from "#lib/traffic/index.ts"

import { requirePrecondition } from "./deployment-rules.ts"
import { deploymentErrors } from "./errors.ts"
import { lockDeploymentRow, updateDeployment } from "./queries.ts"
import { requireDeploymentRow } from "./require-deployment.ts"

interface DeleteOptions {
  /** The revision that the caller saw. */
  readonly ifMatch?: number | undefined
}

/**
 * Deletes a deployment that has no live traffic: its instances are stopped and its name is free at once, its rows are
 * kept for seven days.
 *
 * @throws endpoints.not_found, deployments.not_found, deployments.conflict, deployments.has_traffic
 */
export async function deleteDeployment(
  ctx: Context,
  { endpoint: endpointName, deployment: name }: { endpoint: string; deployment: string },
  { ifMatch }: DeleteOptions = {},
): Promise<{ operationId: string }> {
  authorise(ctx, "deployments/delete")
  return await transaction(ctx.db, async (tx) => {
    const endpoint = await requireLockedEndpoint(tx, ctx.workspaceId, endpointName)
    const key = { workspaceId: ctx.workspaceId, endpointId: endpoint.id, name }
    const row = requireDeploymentRow(await lockDeploymentRow(tx, key), endpoint.name, name)
    requirePrecondition(row, { name, endpoint_name: endpoint.name }, { ifMatch })
    const percent = endpoint.traffic[row.name] ?? 0
    if (percent > 0) {
      throw new AppError(
        deploymentErrors.hasTraffic,
        `"${row.name}" takes ${percent} % of the live traffic of "${endpoint.name}". Set its share to 0 first.`,
        { target: `traffic.${row.name}` },
      )
    }
    const nowMs = ctx.clock.nowMs()
    await supersedeOperations(tx, { targetId: row.id, kinds: GENERATION_KINDS, nowMs })
    await updateDeployment(tx, row.id, {
      provisioningState: "Deleting",
      deletedAt: new Date(nowMs),
      purgeAt: new Date(nowMs + SOFT_DELETE_MS),
      updatedAt: new Date(nowMs),
    })
    const routesVersion = await writeRoute(tx, endpoint.id)
    await notify(tx, "desired", row.id)
    const operationId = await startOperation(ctx, tx, {
      kind: "deployment.delete",
      targetType: "deployment",
      targetId: row.id,
      targetName: `${endpoint.name}/${row.name}`,
      routesVersion,
    })
    return { operationId }
  })
}
