"use client"

import { ArrowDown } from "lucide-react"
import { useDeferredValue, useMemo, useRef, useState } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { cx } from "#components/ui/cx.ts"
import { useToasts } from "#components/ui/toasts.tsx"

import { lineLink } from "./line-link.ts"
import { LineDetails } from "./line-details.tsx"
import { findFirst } from "./line-filter.ts"
import { findMarked, isMarked } from "./line-mark.ts"
import { LogBody } from "./log-body.tsx"
import type { LogLine } from "./log-line.ts"
import { LogLines } from "./log-lines.tsx"
import type { LogLinesHandle, LogPlace } from "./log-lines.tsx"
import { LogShortcuts } from "./log-shortcuts.tsx"
import type { LogSource } from "./log-source.ts"
import { LogStatus } from "./log-status.tsx"
import { LogToolbar } from "./log-toolbar.tsx"
import { stepFrom, stepWithin } from "./step-from.ts"
import { useLog } from "./use-log.ts"
import { useLogFilter } from "./use-log-filter.ts"
import type { LogParams, SetLogParams } from "./use-log-params.ts"

/** Rows that are shown above a line that a link leads to. */
const LEAD_ROWS = 6

interface LogScreenProps {
  readonly source: LogSource
  readonly params: LogParams
  readonly onParams: SetLogParams
  /** Lines and their state alone, as a part of another page. */
  readonly isCompact?: boolean
}

/** One log: search and levels, its lines, how the page stands to it. Another log needs another one: give it a `key`. */
export function LogScreen({ source, params, onParams, isCompact = false }: LogScreenProps) {
  const t = useTranslations("logs")
  const toasts = useToasts()
  const isFollowed = params.mode === "follow"
  const log = useLog(source, { isFollowed, isWhole: params.t !== "" })
  const query = useDeferredValue(params.q)
  const { search, rows, found, key } = useLogFilter(log.lines, { query, levels: params.level, isAround: params.around })
  const marked = useMemo(() => findMarked(log.lines, params.t), [log.lines, params.t])
  const [chosen, setChosen] = useState<number | null>(null)
  const [pausedAt, setPausedAt] = useState<number | null>(null)
  const place = useRef<LogPlace | null>(null)
  const lines = useRef<LogLinesHandle>(null)
  const selectedN = chosen ?? marked?.n ?? null
  const selected = selectedN === null ? undefined : rows[findFirst(rows, selectedN)]
  const isSelected = selected?.n === selectedN

  function goTo(line: LogLine | null | undefined) {
    if (!line) return
    setChosen(line.n)
    lines.current?.toLine(line.n)
  }
  function goToEnd() {
    setPausedAt(null)
    lines.current?.toEnd()
  }
  function notePlace(next: LogPlace) {
    place.current = next
    setPausedAt((current) => (next.isAtEnd ? null : (current ?? rows.at(-1)?.n ?? null)))
  }
  const copy = (text: string, title: string) =>
    void navigator.clipboard.writeText(text).then(() => toasts.add({ id: "log-copied", title }))
  const showRequest = (requestId: string) => onParams({ q: requestId, level: null })
  const newCount = pausedAt === null ? 0 : rows.length - findFirst(rows, pausedAt + 1)
  const startRow = () => {
    if (isSelected) return Math.max(0, findFirst(rows, selected.n) - LEAD_ROWS)
    return place.current === null || place.current.isAtEnd ? null : findFirst(rows, place.current.topLine)
  }
  return (
    <div className="flex min-w-0 flex-col rounded-lg border border-line bg-panel">
      {!isCompact && (
        <LogToolbar
          source={source}
          params={params}
          onParams={onParams}
          counts={log.counts}
          rows={rows}
          search={search}
          found={found.length}
          place={isSelected && found.length > 0 ? placeIn(found, selected.n) : 0}
          onStep={(by) => goTo(stepFrom(found, selectedN, by))}
        />
      )}
      {params.t !== "" && log.state.kind === "read" && !(marked && isMarked(marked, params.t)) && (
        <Callout tone="info" title={t("markGone")} />
      )}
      <div
        className={cx(
          "relative flex min-w-0 flex-col",
          isCompact ? "h-80" : "h-[max(22rem,calc(100dvh-31rem))] max-md:h-[70dvh]",
        )}
      >
        <LogBody
          log={log}
          source={source}
          hasRows={rows.length > 0}
          onContainer={isCompact ? undefined : (container) => onParams({ container, instance: null, prev: null })}
          onClear={() => onParams({ q: null, level: null })}
        >
          <LogLines
            key={`${key}${params.wrap ? " wrapped" : ""}`}
            label={t("linesOf", { deployment: source.deployment })}
            rows={rows}
            search={search}
            isWrapped={params.wrap}
            time={params.time}
            hasInstances={source.instance === null}
            selected={isSelected ? selectedN : null}
            startRow={startRow}
            handle={lines}
            onPlace={notePlace}
            onSelect={setChosen}
            onRequest={showRequest}
          />
        </LogBody>
        {isFollowed && pausedAt !== null && (
          <Button
            variant="primary"
            size="sm"
            className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-float"
            icon={<ArrowDown aria-hidden className="size-3.5" />}
            onClick={goToEnd}
          >
            {t("newLines", { count: newCount })}
          </Button>
        )}
      </div>
      {isSelected && (
        <LineDetails
          line={selected}
          search={search}
          onRequest={showRequest}
          onCopyLink={
            isCompact
              ? undefined
              : () =>
                  copy(lineLink(window.location.href, { source, lines: log.lines, line: selected }), t("linkCopied"))
          }
          onClose={() => {
            setChosen(null)
            if (params.t !== "") onParams({ t: null })
          }}
        />
      )}
      <LogStatus
        state={log.state}
        isReading={log.isReading}
        isPaused={pausedAt !== null}
        shown={rows.length}
        loaded={log.lines.length}
        dropped={log.dropped}
        onAgain={log.again}
        onOlder={log.loadOlder}
      />
      {!isCompact && (
        <LogShortcuts
          onFollow={() => (isFollowed ? goToEnd() : onParams({ mode: "follow", prev: null, t: null }))}
          onPrevious={() =>
            onParams(source.isPrevious ? { prev: null } : { prev: true, instance: null, mode: "history" })
          }
          onWrap={() => onParams({ wrap: !params.wrap })}
          onEnd={goToEnd}
          onCopy={() => isSelected && copy(selected.plain, t("lineCopied"))}
          onMatch={(by) => goTo(stepFrom(found, selectedN, by))}
          onLine={(by) =>
            goTo(stepWithin(rows, selectedN ?? (pausedAt === null ? null : (place.current?.topLine ?? null)), by))
          }
        />
      )}
    </div>
  )
}

/** Which of the lines that were found this is, from 1; 0: none of them. */
function placeIn(found: readonly LogLine[], n: number): number {
  const at = findFirst(found, n)
  return found[at]?.n === n ? at + 1 : 0
}
