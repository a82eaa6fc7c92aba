"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { ErrorBlock } from "#components/ui/error-block.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"

import { NoMatches, NotStarted } from "./log-empty.tsx"
import type { Container } from "./log-line.ts"
import type { LogSource } from "./log-source.ts"
import type { OpenLog } from "./use-log.ts"

const SKELETON_ROWS = 6
const NOT_STARTED = "deployments.logs_not_found"

interface LogBodyProps {
  readonly log: OpenLog
  readonly source: LogSource
  readonly hasRows: boolean
  readonly onContainer: ((container: Container) => void) | undefined
  readonly onClear: () => void
  readonly children: ReactNode
}

/** The states of a log around its lines: loading, failed, nothing yet, nothing found. Lines that are there stay. */
export function LogBody({ log, source, hasRows, onContainer, onClear, children }: LogBodyProps) {
  const t = useTranslations("logs")
  const states = useTranslations("states")
  const { lines, state } = log
  const isEmpty = lines.length === 0
  const isNotStarted = state.kind === "failed" && state.error.problem.code === NOT_STARTED
  const error = state.kind === "failed" && !isNotStarted ? state.error : null
  const isWaiting = isEmpty && (state.kind === "opening" || state.kind === "lost")
  return (
    <>
      {error && (
        <div className="p-2">
          <ErrorBlock error={error} what={t("what")} isStale={!isEmpty} onRetry={log.again} />
        </div>
      )}
      {hasRows ? (
        children
      ) : (
        <div className="p-2">
          {isWaiting && <Skeleton rows={SKELETON_ROWS} label={states("loading", { what: t("what") })} />}
          {!isWaiting && !error && isEmpty && <NotStarted source={source} onContainer={onContainer} />}
          {!isEmpty && <NoMatches onClear={onClear} />}
        </div>
      )}
    </>
  )
}
