import { reviveDeployment } from "#lib/deployments/index.ts"
import { findFreeName, requireRoomForEndpoint } from "#lib/endpoints/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { recordEvent } from "#lib/events/index.ts"
import { startOperation, supersedeOperations } from "#lib/operations/index.ts"
import { isUniqueViolation, transaction } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"
import { applySplit, writeRoute } from "#lib/traffic/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { deletionErrors } from "./errors.ts"
import {
  getNewestSplit,
  listTakenNames,
  lockDeletedEndpoint,
  lockDeploymentsDeletedAt,
  reopenEndpoint,
} from "./queries.ts"
import type { RestoreInput } from "./schema.ts"

const REASON = "Restored with the endpoint"

/**
 * Brings a deleted endpoint back with the deployments that went with it: the same keys, the same split, and a new generation
 * of each deployment that copies what served. Its address answers once they are ready.
 *
 * @throws deletions.not_found, deletions.name_taken, endpoints.limit
 */
export async function restoreEndpoint(ctx: Context, id: string, input: RestoreInput): Promise<{ operationId: string }> {
  authorise(ctx, "endpoints/write")
  authorise(ctx, "deployments/write")
  return await transaction(ctx.db, async (tx) => {
    const nowMs = ctx.clock.nowMs()
    const row = await lockDeletedEndpoint(tx, { workspaceId: ctx.workspaceId, id, now: new Date(nowMs) })
    if (!row?.deletedAt) {
      const message = `There is no deleted endpoint "${id}" to restore: it was restored already, or its seven days are over.`
      throw new AppError(deletionErrors.notFound, message, { target: "id" })
    }
    await requireRoomForEndpoint(tx, ctx.workspaceId)
    const endpoint = await reopen(ctx, tx, row, input.name ?? row.name)
    // It begins with its parts, not after them: which operations are its parts shows by their time alone.
    const whole = { ...ctx, clock: { nowMs: () => nowMs } }
    // Their operations are parts of this one, which alone carries the request's Idempotency-Key.
    const inner = { ...whole, idempotency: undefined }
    const lost = await lockDeploymentsDeletedAt(tx, row.id, row.deletedAt)
    for (const deployment of lost) {
      await reviveDeployment(inner, tx, { row: deployment, endpoint, name: deployment.name })
    }
    const names = lost.map((deployment) => deployment.name)
    const { traffic, routesVersion } = await restoreSplit(ctx, tx, endpoint, names)
    const message = "The endpoint was restored."
    await supersedeOperations(tx, { targetId: row.id, kinds: ["endpoint.delete"], nowMs, message })
    const operationId = await startOperation(whole, tx, {
      kind: "endpoint.restore",
      targetType: "endpoint",
      targetId: row.id,
      targetName: endpoint.name,
      routesVersion,
      diff: { before: null, after: { name: endpoint.name, deployments: names, traffic } },
    })
    return { operationId }
  })
}

async function reopen(ctx: Context, tx: Transaction, row: EndpointRow, name: string): Promise<EndpointRow> {
  const isTaken = (await listTakenNames(tx, [name])).has(name.toLowerCase())
  if (isTaken) throw nameTaken(name, await findFreeName(tx, name))
  try {
    await reopenEndpoint(tx, { id: row.id, name, updatedAt: new Date(ctx.clock.nowMs()) })
  } catch (error) {
    // Somebody created one of that name at this moment.
    if (!isUniqueViolation(error, "endpoints_name_idx")) throw error
    throw nameTaken(name, null)
  }
  return { ...row, name }
}

function nameTaken(name: string, free: string | null): AppError {
  const fix = free === null ? "Send another `name`" : `Send another \`name\`, for instance "${free}"`
  return new AppError(deletionErrors.nameTaken, `The name "${name}" is taken by now. ${fix}; the keys stay the same.`, {
    target: "name",
  })
}

/**
 * Puts the split of the deletion back, which is what the newest traffic revision says, and writes the route. No instance is
 * in it yet, so nothing is answered before something can be.
 */
async function restoreSplit(
  ctx: Context,
  tx: Transaction,
  endpoint: EndpointRow,
  names: readonly string[],
): Promise<{ traffic: Record<string, number>; routesVersion: number }> {
  const newest = await getNewestSplit(tx, endpoint.id)
  const shares = Object.entries(newest?.traffic ?? {})
  if (newest === null || shares.length === 0 || !shares.every(([name]) => names.includes(name))) {
    return { traffic: {}, routesVersion: await writeRoute(tx, endpoint.id) }
  }
  const { traffic, number: copiedFrom } = newest
  const { routesVersion } = await applySplit(ctx, tx, { endpoint, traffic, reason: REASON, copiedFrom })
  await recordEvent(ctx, tx, {
    action: "traffic.update",
    targetType: "endpoint",
    targetId: endpoint.id,
    targetName: endpoint.name,
    result: "Succeeded",
    message: REASON,
    diff: { before: {}, after: traffic },
  })
  return { traffic, routesVersion }
}
