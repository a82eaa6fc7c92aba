"use client"

import { useSyncExternalStore } from "react"

/** Whether what is on the screen is kept up to date. */
export interface Connection {
  readonly isLive: boolean
  /** Since when, ms since 1970. */
  readonly sinceMs: number
}

/** Before the first word of the studio the page counts as live: it was rendered a moment ago. */
const START: Connection = { isLive: true, sinceMs: 0 }

let current = START
const listeners = new Set<() => void>()

/** Says that the change stream is there, or is gone. */
export function setConnection(isLive: boolean, nowMs: number): void {
  if (current.isLive === isLive) return
  current = { isLive, sinceMs: nowMs }
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** The state of the change stream. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => START,
  )
}
