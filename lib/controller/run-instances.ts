import { getAppliedVersion } from "#lib/traffic/index.ts"

import { createInstanceActs } from "./instance-acts.ts"
import type { ControllerDeps } from "./ports.ts"
import { listHostInstances } from "./queries.ts"
import { removeEnded } from "./remove-ended.ts"
import { runLoop } from "./run-loop.ts"
import type { Loop } from "./run-loop.ts"

const ROUND_MS = 250

/**
 * The host's own loop: makes processes match the instances that the database names for this host. What it starts runs
 * beside it and never holds up a round.
 */
export function runInstances(deps: ControllerDeps, signal: AbortSignal): Loop {
  const acts = createInstanceActs(deps, signal, () => loop.wake())
  const removeNotBefore = new Map<string, number>()
  const loop = runLoop({
    name: "instances",
    intervalMs: ROUND_MS,
    signal,
    log: deps.log,
    round: async () => {
      const rows = await listHostInstances(deps.db, deps.hostId)
      const observed = new Map((await deps.compute.observe()).map((one) => [one.instanceId, one]))
      const applied = await getAppliedVersion(deps.db)
      for (const row of rows) await acts.handle(row, observed.get(row.id), applied)
      await removeEnded(deps, new Set(rows.map(({ id }) => id)), observed, removeNotBefore)
    },
  })
  return loop
}
