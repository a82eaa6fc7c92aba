import type { Home } from "#lib/kernel/home.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Database } from "#lib/storage/index.ts"
import { writeRoute } from "#lib/traffic/index.ts"

import { getDeployment, listHostInstances, lockEndpoint, updateInstance } from "./queries.ts"
import { findHostId } from "./register-host.ts"

const LIVE = ["Pending", "Starting", "Ready", "Unready", "Draining"]

/** Writes that this host's instances were stopped with Caudal: no failure of theirs, and in no route any more. */
export async function recordShutdown(db: Database, home: Home, nowMs: number): Promise<void> {
  const hostId = await findHostId(db, home)
  if (hostId === null) return
  for (const row of await listHostInstances(db, hostId)) {
    await transaction(db, async (tx) => {
      const deployment = await getDeployment(tx, row.deploymentId)
      if (!deployment) return
      await lockEndpoint(tx, deployment.endpointId)
      await updateInstance(tx, row.id, LIVE, { phase: "Stopped", reason: "shutdown", stoppedAt: new Date(nowMs) })
      await writeRoute(tx, deployment.endpointId)
    })
  }
}
