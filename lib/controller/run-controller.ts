import { listen } from "#lib/storage/index.ts"

import { INSTANCES_CHANNEL } from "./change-instances.ts"
import { collectEnvironments } from "./collect-environments.ts"
import type { ControllerDeps } from "./ports.ts"
import { purge } from "./purge.ts"
import { heartbeatHost } from "./register-host.ts"
import { runEnvironments } from "./build-environments.ts"
import { runInstances } from "./run-instances.ts"
import { runLoop } from "./run-loop.ts"
import { runPlanning } from "./run-planning.ts"
import { runSettling } from "./settle-routed.ts"

const HEARTBEAT_MS = 2000
const PURGE_MS = 10 * 60_000

/**
 * Runs every loop of the controller until `signal`: the leader's planning, and this host's environments, instances,
 * settling, heartbeat and purge. No loop waits for another. Instances go on when it ends.
 */
export async function runController(deps: ControllerDeps, databaseUrl: string, signal: AbortSignal): Promise<void> {
  const planning = runPlanning(deps, databaseUrl, signal)
  const environments = runEnvironments(deps, signal)
  const instances = runInstances(deps, signal)
  const settling = runSettling(deps, signal)
  const { log, clock } = deps
  const heartbeat = runLoop({
    name: "heartbeat",
    intervalMs: HEARTBEAT_MS,
    signal,
    log,
    round: () => heartbeatHost(deps),
  })
  const purging = runLoop({
    name: "purge",
    intervalMs: PURGE_MS,
    signal,
    log,
    round: async () => {
      await purge(deps, clock.nowMs())
      await collectEnvironments(deps, clock.nowMs())
    },
  })

  const listeners = [
    listen(
      databaseUrl,
      "desired",
      (id) => {
        planning.wake(id)
        environments.wake()
        settling.wake()
      },
      () => {
        planning.wake()
        environments.wake()
      },
    ),
    listen(
      databaseUrl,
      INSTANCES_CHANNEL,
      () => instances.wake(),
      () => instances.wake(),
    ),
    listen(
      databaseUrl,
      "routes",
      () => settling.wake(),
      () => settling.wake(),
    ),
  ]
  const loops = [planning, environments, instances, settling, heartbeat, purging]
  await Promise.all(loops.map(({ ended }) => ended))
  await Promise.all(listeners.map((listener) => listener.close()))
}
