"use client"

import { useCallback, useMemo, useSyncExternalStore } from "react"

import { withRun } from "./kept-runs.ts"
import type { KeptRun, Run } from "./kept-runs.ts"
import { readRuns, subscribeRuns, writeRuns } from "./run-store.ts"

const NONE: readonly KeptRun[] = []

/** The last requests that this browser sent to an endpoint, newest first. They stay in the browser until the person signs out. */
export function useRunHistory(workspace: string, endpoint: string) {
  const to = `${workspace}/${endpoint}`
  const all = useSyncExternalStore(subscribeRuns, readRuns, () => NONE)
  const runs = useMemo(() => all.filter((run) => run.to === to), [all, to])
  const add = useCallback((run: Run) => writeRuns(withRun(readRuns(), { ...run, to })), [to])
  return { runs, add, clear: () => writeRuns(readRuns().filter((run) => run.to !== to)) }
}
