import type { ObservedInstance } from "#lib/compute/index.ts"
import { getAppliedVersion } from "#lib/traffic/index.ts"

import { observeEnd } from "./observe-end.ts"
import type { ControllerDeps } from "./ports.ts"
import { listHostInstances, updateInstance } from "./queries.ts"
import type { InstanceRow } from "./queries.ts"
import { recordEnd } from "./record-end.ts"
import { removeEnded } from "./remove-ended.ts"
import { runLoop } from "./run-loop.ts"
import type { Loop } from "./run-loop.ts"
import { startInstance } from "./start-instance.ts"
import { stopInstance } from "./stop-instance.ts"
import { watchInstance } from "./watch-instance.ts"

const ROUND_MS = 250
const STARTS_MAX = 4

/**
 * The host's own loop: makes processes match the instances that the database names for this host. Starts and stops run
 * beside each other and never hold up the round; each acts only while its instance is still in the phase it was told.
 */
export function runInstances(deps: ControllerDeps, signal: AbortSignal): Loop {
  const busy = new Set<string>()
  const watches = new Map<string, AbortController>()

  function act(id: string, work: () => Promise<void>): void {
    if (busy.has(id)) return
    busy.add(id)
    void work()
      .catch((error: unknown) => deps.log.error({ err: error, instance: id }, "Acting on an instance failed"))
      .finally(() => {
        busy.delete(id)
        loop.wake()
      })
  }

  async function observe(): Promise<Map<string, ObservedInstance>> {
    return new Map((await deps.compute.observe()).map((one) => [one.instanceId, one]))
  }

  function watch(row: InstanceRow): void {
    if (watches.has(row.id)) return
    const own = new AbortController()
    watches.set(row.id, own)
    const options = {
      row,
      signal: AbortSignal.any([own.signal, signal]),
      onTrouble: () => loop.wake(),
      observe: async (id: string) => (await observe()).get(id),
    }
    void watchInstance(deps, options)
      .catch((error: unknown) => deps.log.error({ err: error, instance: row.id }, "Watching an instance failed"))
      .finally(() => watches.delete(row.id))
  }

  async function handle(
    row: InstanceRow,
    observed: ObservedInstance | undefined,
    applied: number | null,
  ): Promise<void> {
    const isGone = observed === undefined || observed.state === "exited" || observed.state === "lost"
    switch (row.phase) {
      case "Pending":
        if (busy.size < STARTS_MAX && (row.startAfter?.getTime() ?? 0) <= deps.clock.nowMs()) {
          act(row.id, () => startInstance(deps, row))
        }
        return
      case "Draining":
        watches.get(row.id)?.abort()
        if (isGone || applied === null || (row.unroutedVersion !== null && applied >= row.unroutedVersion)) {
          act(row.id, () => stopInstance(deps, row))
        }
        return
      default:
        if (isGone) act(row.id, () => noteEnd(deps, row, observed))
        else {
          await noteConditions(deps, row, observed)
          watch(row)
        }
    }
  }

  const loop = runLoop({
    name: "instances",
    intervalMs: ROUND_MS,
    signal,
    log: deps.log,
    round: async () => {
      const rows = await listHostInstances(deps.db, deps.hostId)
      const observed = await observe()
      const applied = await getAppliedVersion(deps.db)
      for (const row of rows) if (!busy.has(row.id)) await handle(row, observed.get(row.id), applied)
      await removeEnded(deps, new Set(rows.map(({ id }) => id)), observed)
    },
  })
  return loop
}

/** One of which nobody can say how it does may still run: it is ended before another takes its place. */
async function noteEnd(deps: ControllerDeps, row: InstanceRow, observed: ObservedInstance | undefined): Promise<void> {
  const end = await observeEnd(deps.compute, observed)
  if (observed?.state === "lost" && observed.handle) await deps.compute.stop(observed.handle, { graceS: 0 })
  await recordEnd(deps, row, end)
}

/** Keeps what the machine could not give with the instance, where people see it. */
async function noteConditions(deps: ControllerDeps, row: InstanceRow, observed: ObservedInstance): Promise<void> {
  if (JSON.stringify(row.conditions) === JSON.stringify(observed.conditions)) return
  await updateInstance(deps.db, row.id, [row.phase], { conditions: observed.conditions })
}
