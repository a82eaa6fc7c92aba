"use client"

import { RefreshCw } from "lucide-react"
import { useFormatter, useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"

import { LINES_MAX } from "./log-store.ts"
import type { OpenLog } from "./use-log.ts"

interface LogStatusProps {
  readonly log: OpenLog
  readonly isPaused: boolean
  readonly shown: number
}

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const

/** How the page stands to the log, how much of it there is, and what can be done about it. */
export function LogStatus({ log, isPaused, shown }: LogStatusProps) {
  const { state, isReading, dropped } = log
  const loaded = log.lines.length
  const t = useTranslations("logs")
  const format = useFormatter()
  const kind = state.kind === "live" && isPaused ? "paused" : state.kind
  const time = state.kind === "lost" ? format.dateTime(state.sinceMs, CLOCK) : ""
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-2 py-1 text-sm text-fg-2">
      <p role="status" className={kind === "lost" ? "font-medium text-warn" : "text-fg"}>
        {t(`state.${kind}`, { time })}
      </p>
      <p>{shown === loaded ? t("count", { count: loaded }) : t("countOf", { shown, count: loaded })}</p>
      {dropped > 0 && <p>{t("dropped", { max: LINES_MAX, count: dropped })}</p>}
      {state.kind === "ended" && (
        <Button size="sm" onClick={log.again}>
          {t("followAgain")}
        </Button>
      )}
      {state.kind === "read" && (
        <span className="flex flex-wrap gap-2">
          <Button
            size="sm"
            icon={<RefreshCw aria-hidden className="size-3.5" />}
            isPending={isReading}
            onClick={log.again}
          >
            {t("refresh")}
          </Button>
          {state.hasOlder && (
            <Button size="sm" disabled={isReading} onClick={log.loadOlder}>
              {t("older")}
            </Button>
          )}
        </span>
      )}
    </div>
  )
}
