import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { trafficErrors } from "./errors.ts"
import { listTrafficRevisionRows } from "./queries.ts"
import { requireEndpoint } from "./require-endpoint.ts"
import type { RollbackInput, TrafficView } from "./schema.ts"
import { setTraffic } from "./set-traffic.ts"

/**
 * Goes back to an earlier split by copying it into a new revision, under the same rules as any change.
 *
 * @throws traffic.revision_not_found, and what `setTraffic` throws (a deployment of then may be gone).
 */
export async function rollbackTraffic(
  ctx: Context,
  endpointName: string,
  { number, reason }: RollbackInput,
): Promise<TrafficView & { operationId: string }> {
  authorise(ctx, "traffic/write")
  const { id: endpointId } = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const rows = await listTrafficRevisionRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    endpointId,
    limit: number === undefined ? 2 : 1,
    ...(number === undefined ? {} : { before: number + 1 }),
  })
  const target = number === undefined ? rows[1] : rows.find((row) => row.number === number)
  if (!target) {
    const which = number === undefined ? "an earlier traffic revision" : `the traffic revision ${number}`
    throw new AppError(trafficErrors.revisionNotFound, `"${endpointName}" does not have ${which}.`, {
      target: "number",
    })
  }
  return await setTraffic(ctx, endpointName, {
    traffic: target.traffic,
    reason,
    copiedFrom: target.number,
  })
}
