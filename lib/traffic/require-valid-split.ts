import { AppError } from "#lib/kernel/errors.ts"
import type { Db } from "#lib/storage/index.ts"

import { checkSplit } from "./check-split.ts"
import { trafficErrors } from "./errors.ts"
import { listReadyInstances, listRoutedDeployments } from "./queries.ts"
import type { EndpointRow } from "./queries.ts"
import type { TrafficInput } from "./schema.ts"

/**
 * The split that `input` asks for, once every rule holds.
 *
 * @throws traffic.invalid_split, traffic.not_ready, traffic.force_needs_reason
 */
export async function requireValidSplit(
  db: Db,
  endpoint: EndpointRow,
  input: TrafficInput,
): Promise<Record<string, number>> {
  const deployments = await listRoutedDeployments(db, endpoint.id)
  const ready = await listReadyInstances(db, endpoint.id)
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
