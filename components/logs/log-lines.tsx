"use client"

import { useVirtualizer } from "@tanstack/react-virtual"
import { useCallback, useImperativeHandle, useRef } from "react"
import type { RefObject, UIEvent } from "react"

import { cx } from "#components/ui/cx.ts"
import { useClock } from "#components/ui/use-clock.ts"

import { findFirst } from "./line-filter.ts"
import { useLineTime } from "./line-time.ts"
import type { LineTime } from "./line-time.ts"
import { LogDay } from "./log-day.tsx"
import type { LogLine } from "./log-line.ts"
import { LogRow } from "./log-row.tsx"
import type { LineSearch } from "./search-query.ts"

const ROW_PX = 20
/** The end counts as reached a little before: a row more, or half a pixel of a zoomed page, is no reason to stop. */
const END_PX = 2 * ROW_PX
const OVERSCAN = 12
const AGO_MS = 10_000

/** Where somebody is in the list: at its end, or with this line at the top. */
export interface LogPlace {
  readonly isAtEnd: boolean
  readonly topLine: number
}

export interface LogLinesHandle {
  readonly toEnd: () => void
  readonly toLine: (n: number) => void
}

interface LogLinesProps {
  readonly label: string
  readonly rows: readonly LogLine[]
  readonly search: LineSearch
  readonly isWrapped: boolean
  readonly time: LineTime
  readonly hasInstances: boolean
  readonly selected: number | null
  /** The row to begin with at the top; null: the end. */
  readonly startRow: () => number | null
  readonly handle: RefObject<LogLinesHandle | null>
  readonly onPlace: (place: LogPlace) => void
  readonly onSelect: (n: number) => void
  readonly onRequest: (requestId: string) => void
}

/** The lines themselves, of which only those on the screen are drawn. Its filter and its wrapping are fixed: give it a `key`. */
export function LogLines(props: LogLinesProps) {
  const { rows, selected, search, isWrapped, hasInstances, onRequest } = props
  const scroller = useRef<HTMLDivElement>(null)
  const nowMs = useClock(AGO_MS).getTime()
  const formatTime = useLineTime(props.time, nowMs)
  // The virtualizer keeps what it has measured only while this function stays the same.
  const keyOf = useCallback((index: number) => rows[index]?.n ?? index, [rows])
  // oxlint-disable-next-line react/incompatible-library -- Here alone: what it gives is drawn by this component and goes nowhere else.
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: keyOf,
    initialOffset: () => (props.startRow() ?? rows.length) * ROW_PX,
    overscan: OVERSCAN,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    useFlushSync: false,
    directDomUpdates: true,
    directDomUpdatesMode: "position",
  })
  useImperativeHandle(
    props.handle,
    () => ({
      toEnd: () => virtualizer.scrollToEnd(),
      toLine: (n) => virtualizer.scrollToIndex(findFirst(rows, n), { align: "auto" }),
    }),
    [virtualizer, rows],
  )
  const items = virtualizer.getVirtualItems()
  const top = rows[virtualizer.range?.startIndex ?? 0] ?? rows[0]
  return (
    <>
      {top && <LogDay at={top.at} isUtc={props.time === "utc"} />}
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={props.label}
        // Scrolls by the keyboard, as every page does.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto overscroll-contain font-mono text-sm leading-5 [overflow-anchor:none] focus-visible:-outline-offset-2"
        onScroll={(event) => props.onPlace(placeOf(event, rows, virtualizer.range?.startIndex ?? 0))}
      >
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- The keys j and k choose a line. */}
        <ol
          ref={virtualizer.containerRef}
          className="relative w-full"
          onClick={({ target }) => choose(target, props.onSelect)}
        >
          {items.map(({ index, key }) => {
            const line = rows[index]
            if (!line) return null
            return (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-posinset={index + 1}
                aria-setsize={rows.length}
                aria-current={line.n === selected ? "true" : undefined}
                className={cx(
                  "absolute left-0 min-h-5 min-w-full",
                  isWrapped ? "w-full" : "w-max",
                  line.n === selected && "outline-2 -outline-offset-2 outline-accent",
                )}
                data-n={line.n}
              >
                <LogRow
                  line={line}
                  time={formatTime(line.at)}
                  search={search}
                  isWrapped={isWrapped}
                  hasInstance={hasInstances}
                  onRequest={onRequest}
                />
              </li>
            )
          })}
        </ol>
      </div>
    </>
  )
}

/** A click in a line chooses it; text that somebody marks there is not a click. */
function choose(target: EventTarget, onSelect: (n: number) => void): void {
  const row = target instanceof Element ? target.closest("[data-n]") : null
  if (row && document.getSelection()?.isCollapsed !== false) onSelect(Number(row.getAttribute("data-n")))
}

function placeOf({ currentTarget }: UIEvent<HTMLElement>, rows: readonly LogLine[], index: number): LogPlace {
  const { scrollHeight, scrollTop, clientHeight } = currentTarget
  return { isAtEnd: scrollHeight - scrollTop - clientHeight <= END_PX, topLine: rows[index]?.n ?? 0 }
}
