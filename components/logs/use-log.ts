"use client"

import { useEffect, useState, useSyncExternalStore } from "react"

import { followLog } from "./follow-log.ts"
import type { LogSource } from "./log-source.ts"
import { EMPTY_LOG, LINES_MAX, LogStore } from "./log-store.ts"
import type { LogSnapshot } from "./log-store.ts"
import { readLog } from "./read-log.ts"

/** How many lines are read at first, and each time that somebody asks for older ones. */
export const TAILS = [5000, 25_000, LINES_MAX] as const

interface LogOptions {
  /** New lines come by themselves; else the log is read as it is now. */
  readonly isFollowed: boolean
  /** Begin with everything that is kept, for somebody who looks for one line. */
  readonly isWhole?: boolean
}

/** A log on a page. */
export interface OpenLog extends LogSnapshot {
  /** Opens it again: follows what had ended, reads what is newer. */
  readonly again: () => void
  readonly loadOlder: () => void
  /** Whether it is being read while older content is shown. */
  readonly isReading: boolean
}

/** The lines of a log as they are now. Another log needs another component: give it a `key`. */
export function useLog(source: LogSource, { isFollowed, isWhole = false }: LogOptions): OpenLog {
  const { workspace, endpoint, deployment, container, instance, isPrevious } = source
  const [store] = useState(() => new LogStore())
  const [step, setStep] = useState(isWhole ? TAILS.length - 1 : 0)
  const [attempt, setAttempt] = useState(0)
  const [readAttempt, setReadAttempt] = useState(-1)
  const tail = TAILS[step] ?? LINES_MAX
  // The outside system is the stream of the API.
  useEffect(() => {
    const stop = new AbortController()
    const opened = { workspace, endpoint, deployment, container, instance, isPrevious }
    const reading = isFollowed
      ? followLog(opened, store, stop.signal)
      : readLog(opened, store, { tail, signal: stop.signal })
    void reading.then(() => {
      if (stop.signal.aborted) return
      setReadAttempt(attempt)
    })
    return () => stop.abort()
  }, [store, workspace, endpoint, deployment, container, instance, isPrevious, isFollowed, tail, attempt])
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot, () => EMPTY_LOG)
  const again = () => setAttempt((count) => count + 1)
  return {
    ...snapshot,
    again,
    loadOlder: () => {
      setStep((current) => Math.min(current + 1, TAILS.length - 1))
      again()
    },
    isReading: !isFollowed && readAttempt !== attempt,
  }
}
