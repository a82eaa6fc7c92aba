import type { ObservedInstance } from "#lib/compute/index.ts"
import { canonicalJson } from "#lib/kernel/json.ts"

import { observeEnd } from "./observe-end.ts"
import type { ControllerDeps } from "./ports.ts"
import { updateInstance } from "./queries.ts"
import type { HostInstance, InstanceRow } from "./queries.ts"
import { recordEnd } from "./record-end.ts"
import { startInstance } from "./start-instance.ts"
import { stepTimes } from "./step-times.ts"
import { stopInstance } from "./stop-instance.ts"
import { watchInstance } from "./watch-instance.ts"

const STARTS_MAX = 4

/** What the host does about its instances, at most one thing at a time for each. */
export interface InstanceActs {
  /**
   * Begins what an instance needs now. Starts and stops go on beside the caller; each acts only while its instance is still
   * in the phase it was told.
   *
   * @param appliedVersion the routes version that every live gateway serves by; null when none is live.
   */
  handle(row: HostInstance, observed: ObservedInstance | undefined, appliedVersion: number | null): Promise<void>
}

/** @param onSettled called when something that was begun has ended, because the next thing may follow. */
export function createInstanceActs(deps: ControllerDeps, signal: AbortSignal, onSettled: () => void): InstanceActs {
  const busy = new Set<string>()
  // Counted apart: a stop may wait for the longest request, and no start may wait for that.
  const starting = new Set<string>()
  const watches = new Map<string, { readonly probesGeneration: number; readonly ending: AbortController }>()

  function begin(id: string, work: () => Promise<void>): void {
    busy.add(id)
    void work()
      .catch((error: unknown) => deps.log.error({ err: error, instance: id }, "Acting on an instance failed"))
      .finally(() => {
        busy.delete(id)
        onSettled()
      })
  }

  /** A change of probes begins a new watch: the old one knows only what it began with. */
  function watch(row: HostInstance): void {
    const { id, probesGeneration } = row
    if (watches.get(id)?.probesGeneration === probesGeneration) return
    unwatch(id)
    const own = { probesGeneration, ending: new AbortController() }
    watches.set(id, own)
    const observe = async () => (await deps.compute.observe()).find(({ instanceId }) => instanceId === id)
    const watching = AbortSignal.any([own.ending.signal, signal])
    void watchInstance(deps, { row, signal: watching, onTrouble: onSettled, observe })
      .catch((error: unknown) => deps.log.error({ err: error, instance: id }, "Watching an instance failed"))
      .finally(() => watches.get(id) === own && watches.delete(id))
  }

  function unwatch(id: string): void {
    watches.get(id)?.ending.abort()
    watches.delete(id)
  }

  return {
    async handle(row, observed, appliedVersion) {
      if (busy.has(row.id)) return
      if (row.phase === "Pending") {
        const isDue = (row.startAfter?.getTime() ?? 0) <= deps.clock.nowMs()
        if (isDue && starting.size < STARTS_MAX) {
          starting.add(row.id)
          begin(row.id, () => startInstance(deps, row).finally(() => starting.delete(row.id)))
        }
        return
      }
      const isGone = observed === undefined || observed.state === "exited" || observed.state === "lost"
      if (isGone || row.phase === "Draining") unwatch(row.id)
      if (row.phase === "Draining") {
        if (isGone || isUnrouted(row, appliedVersion)) begin(row.id, () => stopInstance(deps, row))
        return
      }
      if (isGone) return begin(row.id, () => noteEnd(deps, row, observed))
      await noteProgress(deps, row, observed)
      watch(row)
    },
  }
}

/** Whether no gateway can pick the instance any more. */
function isUnrouted({ unroutedVersion }: InstanceRow, appliedVersion: number | null): boolean {
  return appliedVersion === null || (unroutedVersion !== null && appliedVersion >= unroutedVersion)
}

/** One of which nobody can say how it does may still run: it is ended before another takes its place. */
async function noteEnd(deps: ControllerDeps, row: InstanceRow, observed: ObservedInstance | undefined): Promise<void> {
  const end = await observeEnd(deps.compute, observed, { wasReady: row.readyAt !== null })
  if (observed?.state === "lost" && observed.handle) await deps.compute.stop(observed.handle, { graceS: 0 })
  await recordEnd(deps, row, end)
}

/** Keeps with the instance, where people see it, what the machine could not give and how far its start has come. */
async function noteProgress(deps: ControllerDeps, row: InstanceRow, observed: ObservedInstance): Promise<void> {
  const { conditions } = observed
  const phasesMs = row.phase === "Starting" ? { ...row.phasesMs, ...stepTimes(observed) } : row.phasesMs
  const isSame = canonicalJson([row.conditions, row.phasesMs]) === canonicalJson([conditions, phasesMs])
  if (!isSame) await updateInstance(deps.db, row.id, [row.phase], { conditions, phasesMs })
}
