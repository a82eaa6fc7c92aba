import { loadRuns, storeRuns, watchRuns } from "./kept-runs.ts"
import type { KeptRun } from "./kept-runs.ts"

/** The kept runs as React reads them: parsed once, for as long as somebody looks. */
let known: readonly KeptRun[] | null = null
const listeners = new Set<() => void>()

/** Tells of every change, of other tabs too, until the answer is called. */
export function subscribeRuns(tell: () => void): () => void {
  listeners.add(tell)
  const unwatch = watchRuns(() => {
    known = null
    tell()
  })
  return () => {
    listeners.delete(tell)
    unwatch()
    // While nobody listens, other tabs write unheard: who looks next reads anew.
    if (listeners.size === 0) known = null
  }
}

export const readRuns = () => (known ??= loadRuns())

export function writeRuns(runs: readonly KeptRun[]): void {
  known = listeners.size === 0 ? null : runs
  storeRuns(runs)
  for (const tell of listeners) tell()
}
