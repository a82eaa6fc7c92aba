"use client"

import { useMemo, useRef, useState } from "react"
import type { RefObject } from "react"

import { findFirst } from "./line-filter.ts"
import { findMarked } from "./line-mark.ts"
import type { LogLine } from "./log-line.ts"
import type { LogLinesHandle, LogPlace } from "./log-lines.tsx"
import { stepFrom, stepWithin } from "./step-from.ts"

/** Rows that are shown above a line that a link leads to. */
const LEAD_ROWS = 6

interface LogPositionOptions {
  readonly lines: readonly LogLine[]
  readonly rows: readonly LogLine[]
  readonly found: readonly LogLine[]
  /** The line that the address names. */
  readonly mark: string
}

interface LogPosition {
  /** The line that was chosen, by somebody or by the address, if it is shown. */
  readonly selected: LogLine | null
  /** The line that the address names, or what is left in its place. */
  readonly marked: LogLine | null
  /** Whether somebody reads further up, so that new lines do not move what is read. */
  readonly isPaused: boolean
  /** Lines that came meanwhile. */
  readonly newCount: number
  readonly handle: RefObject<LogLinesHandle | null>
  /** Where the list begins when it is drawn anew: see `LogLines`. */
  readonly startRow: () => number | null
  readonly notePlace: (place: LogPlace) => void
  readonly select: (n: number | null) => void
  readonly toEnd: () => void
  readonly stepMatch: (by: 1 | -1) => void
  readonly stepLine: (by: 1 | -1) => void
}

/** Where somebody is in a log: which line is chosen, and whether the end is followed. */
export function useLogPosition({ lines, rows, found, mark }: LogPositionOptions): LogPosition {
  const marked = useMemo(() => findMarked(lines, mark), [lines, mark])
  const [chosen, setChosen] = useState<number | null>(null)
  const [pausedAt, setPausedAt] = useState<number | null>(null)
  const place = useRef<LogPlace | null>(null)
  const handle = useRef<LogLinesHandle>(null)
  const n = chosen ?? marked?.n ?? null
  const at = n === null ? undefined : rows[findFirst(rows, n)]
  const selected = at && at.n === n ? at : null

  function goTo(line: LogLine | null) {
    if (!line) return
    setChosen(line.n)
    handle.current?.toLine(line.n)
  }
  return {
    selected,
    marked,
    handle,
    isPaused: pausedAt !== null,
    newCount: pausedAt === null ? 0 : rows.length - findFirst(rows, pausedAt + 1),
    startRow: () => {
      if (selected) return Math.max(0, findFirst(rows, selected.n) - LEAD_ROWS)
      return place.current === null || place.current.isAtEnd ? null : findFirst(rows, place.current.topLine)
    },
    notePlace: (next) => {
      place.current = next
      setPausedAt((current) => (next.isAtEnd ? null : (current ?? rows.at(-1)?.n ?? null)))
    },
    select: setChosen,
    toEnd: () => {
      setPausedAt(null)
      handle.current?.toEnd()
    },
    stepMatch: (by) => goTo(stepFrom(found, n, by)),
    stepLine: (by) => {
      const top = place.current?.isAtEnd === false ? place.current.topLine : null
      goTo(stepWithin(rows, n ?? top, by))
    },
  }
}
