import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { GENERATION_KINDS } from "#lib/operations/contract.ts"
import { startOperation, supersedeOperations } from "#lib/operations/index.ts"
import { notify, transaction } from "#lib/storage/index.ts"
import { requireLockedEndpoint, writeRoute } from "#lib/traffic/index.ts"

import { softDeleteEndpoint } from "./queries.ts"
import { SOFT_DELETE_MS } from "./schema.ts"

interface DeleteOptions {
  /** The revision that the caller saw. */
  readonly ifMatch?: number | undefined
}

/**
 * Deletes an endpoint with its deployments: its address answers 404 and its name is free at once, its instances are
 * stopped, its rows are kept for seven days.
 *
 * @throws endpoints.not_found, traffic.conflict
 */
export async function deleteEndpoint(
  ctx: Context,
  name: string,
  { ifMatch }: DeleteOptions = {},
): Promise<{ operationId: string }> {
  authorise(ctx, "endpoints/delete")
  return await transaction(ctx.db, async (tx) => {
    const endpoint = await requireLockedEndpoint(tx, ctx.workspaceId, name, ifMatch)
    const nowMs = ctx.clock.nowMs()
    const deploymentIds = await softDeleteEndpoint(tx, {
      id: endpoint.id,
      deletedAt: new Date(nowMs),
      purgeAt: new Date(nowMs + SOFT_DELETE_MS),
    })
    const message = "Its endpoint was deleted."
    await supersedeOperations(tx, { targetId: endpoint.id, kinds: ["endpoint.restore"], nowMs, message })
    for (const targetId of deploymentIds) {
      await supersedeOperations(tx, { targetId, kinds: GENERATION_KINDS, nowMs, message })
    }
    const routesVersion = await writeRoute(tx, endpoint.id)
    await notify(tx, "desired", endpoint.id)
    const operationId = await startOperation(ctx, tx, {
      kind: "endpoint.delete",
      targetType: "endpoint",
      targetId: endpoint.id,
      targetName: endpoint.name,
      routesVersion,
      diff: { before: { traffic: endpoint.traffic }, after: null },
    })
    return { operationId }
  })
}
