import { notify, transaction } from "#lib/storage/index.ts"
import { writeRoute } from "#lib/traffic/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { getDeployment, lockEndpoint, updateInstance } from "./queries.ts"
import type { InstanceRow } from "./queries.ts"

/**
 * Writes that an instance is ready, or no longer is, and puts it into or takes it out of the routes in the same
 * transaction.
 *
 * @param phasesMs how long the steps of its start took.
 * @returns false when the instance has moved on meanwhile.
 */
export async function recordReadiness(
  { db, clock }: ControllerDeps,
  row: InstanceRow,
  { isReady, phasesMs = {} }: { isReady: boolean; phasesMs?: Record<string, number> },
): Promise<boolean> {
  const now = new Date(clock.nowMs())
  return await transaction(db, async (tx) => {
    const deployment = await getDeployment(tx, row.deploymentId)
    if (!deployment) return false
    await lockEndpoint(tx, deployment.endpointId)
    const moved = isReady
      ? await updateInstance(tx, row.id, ["Starting", "Unready"], {
          phase: "Ready",
          readyAt: row.readyAt ?? now,
          phasesMs: { ...row.phasesMs, ...phasesMs },
        })
      : await updateInstance(tx, row.id, ["Ready"], { phase: "Unready", updatedAt: now })
    if (!moved) return false
    await writeRoute(tx, deployment.endpointId)
    await notify(tx, "desired", row.deploymentId)
    return true
  })
}
