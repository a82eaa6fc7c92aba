"use client"

import { OctagonX, TriangleAlert } from "lucide-react"
import { memo } from "react"
import { useTranslations } from "use-intl/react"

import { cx } from "#components/ui/cx.ts"

import { LineText } from "./line-text.tsx"
import type { LogLine } from "./log-line.ts"
import type { LineSearch } from "./search-query.ts"
import { shortInstance } from "./short-instance.ts"

interface LogRowProps {
  readonly line: LogLine
  readonly time: string
  readonly search: LineSearch
  readonly isWrapped: boolean
  /** Says whose line it is. */
  readonly hasInstance: boolean
  readonly onRequest: (requestId: string) => void
}

/** One line: what matters as a sign, when, whose, what. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { line, time, search, isWrapped, hasInstance, onRequest } = props
  const t = useTranslations("logs")
  if (line.kind === "gap") return <p className="px-2 text-warn">{t("gap")}</p>
  return (
    <div
      className={cx(
        "flex gap-2 pr-3 pl-1",
        line.level === "error" && "bg-bad-soft",
        line.kind === "instance" && "bg-panel-2 text-fg-2",
      )}
    >
      <span className="w-4 shrink-0 pt-1">
        <LevelSign line={line} />
      </span>
      <time dateTime={line.at} className="shrink-0 text-fg-2 select-none">
        {time}
      </time>
      {hasInstance && line.instance !== null && line.kind === "line" && (
        <span className="shrink-0 text-fg-2" title={line.instance}>
          {shortInstance(line.instance)}
        </span>
      )}
      <span className={cx("min-w-0", isWrapped ? "whitespace-pre-wrap [overflow-wrap:anywhere]" : "whitespace-pre")}>
        <LineText line={line} search={search} onRequest={onRequest} />
      </span>
    </div>
  )
})

function LevelSign({ line: { level } }: { readonly line: LogLine }) {
  const t = useTranslations("logs")
  if (level !== "error" && level !== "warn") return null
  const Icon = level === "error" ? OctagonX : TriangleAlert
  return (
    <>
      <Icon aria-hidden className={cx("size-3", level === "error" ? "text-bad" : "text-warn")} />
      <span className="sr-only">{t(`levels.${level}`)} </span>
    </>
  )
}
