"use client"

import { memo } from "react"
import { useTranslations } from "use-intl/react"

import { cx } from "#components/ui/cx.ts"

import { linePieces, SHOWN_MAX } from "./line-pieces.ts"
import type { LogLine } from "./log-line.ts"
import type { LineSearch } from "./search-query.ts"

interface LineTextProps {
  readonly line: LogLine
  readonly search: LineSearch
  readonly isWhole?: boolean
  readonly onRequest: (requestId: string) => void
}

/** The text of a line: its colours, what was found, and its request as a link to that request's lines. */
export const LineText = memo(function LineText({ line, search, isWhole = false, onRequest }: LineTextProps) {
  const t = useTranslations("logs")
  const rest = isWhole ? 0 : line.plain.length - SHOWN_MAX
  return (
    <>
      {linePieces(line, search.find(line.plain), isWhole).map(({ text, className, isFound, isRequest }, index) => {
        const look = cx(className, isFound && "rounded-xs bg-warn-soft text-fg outline outline-warn")
        if (!isRequest) {
          const Tag = isFound ? "mark" : "span"
          return (
            <Tag key={index} className={look}>
              {text}
            </Tag>
          )
        }
        return (
          <button
            key={index}
            type="button"
            // The details of a chosen line have the same act for the keyboard; hundreds of stops in a list help nobody.
            tabIndex={-1}
            title={t("onlyRequest")}
            className={cx("text-accent underline decoration-dotted underline-offset-2 hover:decoration-solid", look)}
            onClick={(event) => {
              event.stopPropagation()
              onRequest(line.requestId ?? text)
            }}
          >
            {text}
          </button>
        )
      })}
      {rest > 0 && <span className="text-fg-2"> {t("cut", { count: rest })}</span>}
    </>
  )
})
