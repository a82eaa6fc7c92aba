import { requireRoomForDeployment, reviveDeployment } from "#lib/deployments/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { transaction } from "#lib/storage/index.ts"
import { requireLockedEndpoint, writeRoute } from "#lib/traffic/index.ts"

import { deletionErrors } from "./errors.ts"
import { listLiveNames, lockDeletedDeployment } from "./queries.ts"
import type { RestoreInput } from "./schema.ts"

/**
 * Brings a deployment of an endpoint back that was deleted by itself, without live traffic.
 *
 * @throws endpoints.not_found, deletions.not_found, deletions.name_taken, deployments.limit
 */
export async function restoreDeployment(
  ctx: Context,
  { endpoint: endpointName, id }: { endpoint: string; id: string },
  input: RestoreInput,
): Promise<{ operationId: string }> {
  authorise(ctx, "deployments/write")
  return await transaction(ctx.db, async (tx) => {
    const endpoint = await requireLockedEndpoint(tx, ctx.workspaceId, endpointName)
    const now = new Date(ctx.clock.nowMs())
    const row = await lockDeletedDeployment(tx, { endpointId: endpoint.id, id, now })
    if (!row) {
      const message = `"${endpoint.name}" has no deleted deployment "${id}" to restore: it was restored already, or its seven days are over.`
      throw new AppError(deletionErrors.notFound, message, { target: "id" })
    }
    await requireRoomForDeployment(tx, endpoint)
    const wanted = input.name ?? row.name
    // The endpoint's row is locked, so nobody takes the name meanwhile.
    if ((await listLiveNames(tx, endpoint.id)).has(wanted.toLowerCase())) {
      const message = `"${endpoint.name}" has a deployment "${wanted}" by now. Send another \`name\`, or delete that one first.`
      throw new AppError(deletionErrors.nameTaken, message, { target: "name" })
    }
    const operationId = await reviveDeployment(ctx, tx, { row, endpoint, name: wanted })
    await writeRoute(tx, endpoint.id)
    return { operationId }
  })
}
