"use client"

import { useEffect, useEffectEvent, useState } from "react"
import { useTranslations } from "use-intl/react"

import { findFirst } from "./line-filter.ts"
import type { LogLine } from "./log-line.ts"

/** Readers need time to speak; what came meanwhile is told as a number. */
const EVERY_MS = 2000
const SPOKEN_MAX = 3

/** Says new lines to a screen reader, a few at a time. */
export function ReadAloud({ rows }: { readonly rows: readonly LogLine[] }) {
  const t = useTranslations("logs")
  const [said, setSaid] = useState<{ readonly upTo: number; readonly text: string }>(() => ({
    upTo: rows.at(-1)?.n ?? -1,
    text: "",
  }))
  const speak = useEffectEvent(() => {
    const added = rows.slice(findFirst(rows, said.upTo + 1))
    const last = added.at(-1)
    if (!last) return
    const lines = added.slice(-SPOKEN_MAX).map(({ plain }) => plain)
    const more = added.length - lines.length
    setSaid({ upTo: last.n, text: [...(more > 0 ? [t("moreLines", { count: more })] : []), ...lines].join("\n") })
  })
  // The outside system is the clock of the reader.
  useEffect(() => {
    const timer = setInterval(() => speak(), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <p aria-live="polite" className="sr-only">
      {said.text}
    </p>
  )
}
