import type { InstanceEnd } from "#lib/deployments/contract.ts"
import { notify, transaction } from "#lib/storage/index.ts"
import { writeRoute } from "#lib/traffic/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { getDeployment, lockEndpoint, updateInstance } from "./queries.ts"
import type { InstanceRow } from "./queries.ts"

/** Writes that an instance has ended, and takes it out of the routes in the same transaction. */
export async function recordEnd({ db, clock }: ControllerDeps, row: InstanceRow, end: InstanceEnd): Promise<void> {
  await transaction(db, async (tx) => {
    const deployment = await getDeployment(tx, row.deploymentId)
    if (!deployment) return
    await lockEndpoint(tx, deployment.endpointId)
    const stoppedAt = new Date(clock.nowMs())
    const stopped = { phase: "Stopped", stoppedAt, lastExit: end }
    // One that was told to go keeps the reason for that; any other went by itself.
    const moved =
      (await updateInstance(tx, row.id, ["Draining"], stopped)) ??
      (await updateInstance(tx, row.id, ["Pending", "Starting", "Ready", "Unready"], { ...stopped, reason: "exited" }))
    if (!moved) return
    await writeRoute(tx, deployment.endpointId)
    await notify(tx, "desired", row.deploymentId)
  })
}
