"use client"

import { useCallback, useSyncExternalStore } from "react"

import type { TestInput, TestResult } from "#lib/endpoints/contract.ts"

/** One request of the past, as this browser keeps it. */
export interface Run {
  readonly id: string
  readonly atMs: number
  readonly input: Pick<TestInput, "body" | "method" | "path" | "deployment">
  readonly result: TestResult
}

const RUNS_MAX = 50
/** Browsers give a site about 5 MB: longer texts are kept by their beginning. */
const TEXT_MAX = 20_000
const NONE: readonly Run[] = []

const caches = new Map<string, readonly Run[]>()
const listeners = new Set<() => void>()

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

function read(key: string): readonly Run[] {
  const known = caches.get(key)
  if (known) return known
  let runs: readonly Run[] = NONE
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? "[]")
    if (Array.isArray(stored)) runs = stored
  } catch {
    // Written by something else, or storage is off: a history is a convenience.
  }
  caches.set(key, runs)
  return runs
}

function write(key: string, runs: readonly Run[]): void {
  caches.set(key, runs)
  try {
    window.localStorage.setItem(key, JSON.stringify(runs))
  } catch {
    // Full: the runs of this page load stay in memory.
  }
  for (const tell of listeners) tell()
}

const clip = (text: string) => text.slice(0, TEXT_MAX)

/** The last requests that this browser sent to an endpoint, newest first. They stay in the browser. */
export function useRunHistory(workspace: string, endpoint: string) {
  const key = `caudal-runs:${workspace}/${endpoint}`
  const runs = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => NONE,
  )
  const add = useCallback(
    (run: Run) => {
      const kept = {
        ...run,
        input: { ...run.input, body: clip(run.input.body) },
        result: { ...run.result, body: clip(run.result.body) },
      }
      write(key, [kept, ...read(key)].slice(0, RUNS_MAX))
    },
    [key],
  )
  return { runs, add, clear: () => write(key, NONE) }
}
