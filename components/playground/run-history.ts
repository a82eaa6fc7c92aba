"use client"

import { useCallback, useMemo, useSyncExternalStore } from "react"

import { loadRuns, storeRuns, watchRuns, withRun } from "./kept-runs.ts"
import type { KeptRun, Run } from "./kept-runs.ts"

const NONE: readonly KeptRun[] = []

let known: readonly KeptRun[] | null = null
const listeners = new Set<() => void>()

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  const unwatch = watchRuns(() => {
    known = null
    tell()
  })
  return () => {
    listeners.delete(tell)
    unwatch()
  }
}

const read = () => (known ??= loadRuns())

function write(runs: readonly KeptRun[]): void {
  known = runs
  storeRuns(runs)
  for (const tell of listeners) tell()
}

/** The last requests that this browser sent to an endpoint, newest first. They stay in the browser until the person signs out. */
export function useRunHistory(workspace: string, endpoint: string) {
  const to = `${workspace}/${endpoint}`
  const all = useSyncExternalStore(subscribe, read, () => NONE)
  const runs = useMemo(() => all.filter((run) => run.to === to), [all, to])
  const add = useCallback((run: Run) => write(withRun(read(), { ...run, to })), [to])
  return { runs, add, clear: () => write(read().filter((run) => run.to !== to)) }
}
