import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { startOperation } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"

import { applySplit } from "./apply-split.ts"
import { checkSplit } from "./check-split.ts"
import { trafficErrors } from "./errors.ts"
import { listReadyInstances, listRoutedDeployments } from "./queries.ts"
import type { EndpointRow } from "./queries.ts"
import { requireLockedEndpoint } from "./require-endpoint.ts"
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

/** The split that `input` asks for, once every rule holds. */
async function requireValidSplit(
  tx: Transaction,
  endpoint: EndpointRow,
  input: TrafficInput,
): Promise<Record<string, number>> {
  const deployments = await listRoutedDeployments(tx, endpoint.id)
  const ready = await listReadyInstances(tx, endpoint.id)
  const { traffic, invalid, notReady } = checkSplit(
    input.traffic,
    deployments.map(({ id, name }) => ({
      name,
      readyInstances: ready.filter((instance) => instance.deploymentId === id).length,
      currentPercent: endpoint.traffic[name] ?? 0,
    })),
  )
  if (invalid.length > 0) {
    throw new AppError(trafficErrors.invalidSplit, invalid.map(({ message }) => message).join(" "), {
      target: "traffic",
      details: invalid,
    })
  }
  if (notReady.length > 0 && input.force !== true) {
    throw new AppError(
      trafficErrors.notReady,
      `The share of ${notReady.join(", ")} would rise, but no instance of it is ready. Wait until it is, or force the change with a reason.`,
      { target: `traffic.${notReady[0]}` },
    )
  }
  if (notReady.length > 0 && !input.reason?.trim()) {
    throw new AppError(trafficErrors.forceNeedsReason, "A forced change needs a reason: send `reason`.", {
      target: "reason",
    })
  }
  return traffic
}
