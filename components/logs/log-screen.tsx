"use client"

import { ArrowDown } from "lucide-react"
import { useDeferredValue } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { cx } from "#components/ui/cx.ts"
import { useCopy } from "#components/ui/use-copy.ts"

import { LineDetails } from "./line-details.tsx"
import { lineLink } from "./line-link.ts"
import { isMarked } from "./line-mark.ts"
import { LogBody } from "./log-body.tsx"
import { LogLines } from "./log-lines.tsx"
import { LogShortcuts } from "./log-shortcuts.tsx"
import type { LogSource } from "./log-source.ts"
import { LogStatus } from "./log-status.tsx"
import { LogToolbar } from "./log-toolbar.tsx"
import { useLog } from "./use-log.ts"
import { useLogFilter } from "./use-log-filter.ts"
import type { LogParams, SetLogParams } from "./use-log-params.ts"
import { useLogPosition } from "./use-log-position.ts"

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
  const copyText = useCopy()
  const isFollowed = params.mode === "follow"
  const log = useLog(source, { isFollowed, isWhole: params.t !== "" })
  const query = useDeferredValue(params.q)
  const { search, rows, found, key } = useLogFilter(log.lines, { query, levels: params.level, isAround: params.around })
  const position = useLogPosition({ lines: log.lines, rows, found, mark: params.t })
  const { selected, marked } = position
  const isPaused = isFollowed && position.isPaused

  const copy = (text: string, title: string) => void copyText(text, { id: "log-copied", title })
  const showRequest = (requestId: string) => onParams({ q: requestId, level: null })
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
          found={found}
          selected={selected}
          onStep={position.stepMatch}
        />
      )}
      {params.t !== "" && log.state.kind === "read" && !(marked && isMarked(marked, params.t)) && (
        <div className="p-2">
          <Callout tone="info" title={t("markGone")} />
        </div>
      )}
      <div
        className={cx(
          "relative flex min-w-0 flex-col",
          isCompact ? "h-80" : "h-[max(22rem,calc(100dvh-34rem))] max-md:h-[70dvh]",
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
            selected={selected?.n ?? null}
            startRow={position.startRow}
            handle={position.handle}
            onPlace={position.notePlace}
            onSelect={position.select}
            onRequest={showRequest}
          />
        </LogBody>
        {isPaused && (
          <Button
            variant="primary"
            size="sm"
            className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-float"
            icon={<ArrowDown aria-hidden className="size-3.5" />}
            onClick={position.toEnd}
          >
            {t("newLines", { count: position.newCount })}
          </Button>
        )}
      </div>
      {selected && (
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
            position.select(null)
            if (params.t !== "") onParams({ t: null })
          }}
        />
      )}
      <LogStatus log={log} isPaused={isPaused} shown={rows.length} />
      {!isCompact && (
        <LogShortcuts
          onFollow={() => (isFollowed ? position.toEnd() : onParams({ mode: "follow", prev: null, t: null }))}
          onPrevious={() =>
            onParams(source.isPrevious ? { prev: null } : { prev: true, instance: null, mode: "history", t: null })
          }
          onWrap={() => onParams({ wrap: !params.wrap })}
          onEnd={position.toEnd}
          onCopy={() => selected && copy(selected.plain, t("lineCopied"))}
          onMatch={position.stepMatch}
          onLine={position.stepLine}
        />
      )}
    </div>
  )
}
