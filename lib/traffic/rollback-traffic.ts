import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { transaction } from "#lib/storage/index.ts"

import { trafficErrors } from "./errors.ts"
import { getOtherSplitRow, getTrafficRevisionRow } from "./queries.ts"
import { requireLockedEndpoint } from "./require-endpoint.ts"
import type { RollbackInput, TrafficView } from "./schema.ts"
import { setTraffic } from "./set-traffic.ts"

interface Rollback extends RollbackInput {
  /** The endpoint's revision that the caller saw. */
  readonly ifMatch?: number | undefined
}

/**
 * Goes back to an earlier split by copying it into a new revision, under the same rules as any change.
 *
 * @throws traffic.revision_not_found, and what `setTraffic` throws (a deployment of then may be gone).
 */
export async function rollbackTraffic(
  ctx: Context,
  endpointName: string,
  { number, reason, ifMatch }: Rollback,
): Promise<TrafficView & { operationId: string }> {
  authorise(ctx, "traffic/write")
  return await transaction(ctx.db, async (tx) => {
    // Locked: what is in force, and so what was before it, stays the same until the change is written.
    const endpoint = await requireLockedEndpoint(tx, ctx.workspaceId, endpointName, ifMatch)
    const target =
      number === undefined ? await getOtherSplitRow(tx, endpoint) : await getTrafficRevisionRow(tx, endpoint.id, number)
    if (!target) {
      const which = number === undefined ? "an earlier split to go back to" : `the traffic revision ${number}`
      throw new AppError(trafficErrors.revisionNotFound, `"${endpoint.name}" does not have ${which}.`, {
        target: "number",
      })
    }
    return await setTraffic({ ...ctx, db: tx }, endpoint.name, {
      traffic: target.traffic,
      reason,
      copiedFrom: target.number,
    })
  })
}
