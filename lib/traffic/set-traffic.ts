import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { startOperation } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"

import { applySplit } from "./apply-split.ts"
import { requireLockedEndpoint } from "./require-endpoint.ts"
import { requireValidSplit } from "./require-valid-split.ts"
import type { TrafficInput, TrafficView } from "./schema.ts"

interface SetTrafficInput extends TrafficInput {
  /** The endpoint's revision that the caller saw. */
  readonly ifMatch?: number | undefined
  readonly copiedFrom?: number | undefined
}

/**
 * Changes how an endpoint's live requests are split. In force at every gateway once the operation has succeeded.
 *
 * @throws endpoints.not_found, traffic.conflict, traffic.invalid_split, traffic.not_ready, traffic.force_needs_reason
 */
export async function setTraffic(
  ctx: Context,
  endpointName: string,
  input: SetTrafficInput,
): Promise<TrafficView & { operationId: string }> {
  authorise(ctx, "traffic/write")
  return await transaction(ctx.db, async (tx) => {
    const endpoint = await requireLockedEndpoint(tx, ctx.workspaceId, endpointName, input.ifMatch)
    const traffic = await requireValidSplit(tx, endpoint, input)
    const { copiedFrom, reason = "" } = input
    const { revision, routesVersion } = await applySplit(ctx, tx, {
      endpoint,
      traffic,
      reason,
      ...(copiedFrom === undefined ? {} : { copiedFrom }),
    })
    const operationId = await startOperation(ctx, tx, {
      kind: "traffic.update",
      targetType: "endpoint",
      targetId: endpoint.id,
      targetName: endpoint.name,
      routesVersion,
      diff: { before: endpoint.traffic, after: traffic },
      message: reason,
    })
    return { traffic, revision, operationId }
  })
}
