import type { PlanAction } from "#lib/deployments/index.ts"
import { newId } from "#lib/kernel/ids.ts"
import { notify } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { insertInstance, listInstances, updateInstance } from "./queries.ts"
import type { DeploymentRow, InstanceRow } from "./queries.ts"

/** Channel on which hosts hear that instances changed; the payload is the deployment's id. */
export const INSTANCES_CHANNEL = "instances"

/** Writes a new instance for the host to start. */
export async function createInstance(
  { hostId, clock }: ControllerDeps,
  tx: Transaction,
  row: DeploymentRow,
  action: Extract<PlanAction, { kind: "create" }>,
): Promise<void> {
  const nowMs = clock.nowMs()
  const earlier = await listInstances(tx, row.id)
  const restarts = earlier.filter(
    ({ generation, reason, phase }) => phase === "Stopped" && reason === "exited" && generation === action.generation,
  ).length
  await insertInstance(tx, {
    id: newId("instance", nowMs),
    workspaceId: row.workspaceId,
    deploymentId: row.id,
    hostId,
    generation: action.generation,
    templateHash: action.templateHash,
    phase: "Pending",
    restarts,
    startAfter: new Date(action.startAfterMs),
    createdAt: new Date(nowMs),
    updatedAt: new Date(nowMs),
  })
  await notify(tx, INSTANCES_CHANNEL, row.id)
}

/**
 * Takes an instance out of service. One that was never started is simply gone; the others leave the routes first and are
 * stopped by their host when every gateway knows.
 *
 * @returns whether it has to leave the routes.
 */
export async function drainInstance(
  { clock }: ControllerDeps,
  tx: Transaction,
  instance: InstanceRow,
  reason: string,
): Promise<boolean> {
  const now = new Date(clock.nowMs())
  await notify(tx, INSTANCES_CHANNEL, instance.deploymentId)
  if (await updateInstance(tx, instance.id, ["Pending"], { phase: "Stopped", reason, stoppedAt: now })) return false
  const drained = await updateInstance(tx, instance.id, ["Starting", "Ready", "Unready"], {
    phase: "Draining",
    reason,
    drainingSince: now,
  })
  return drained !== null
}
