"use client"

import { useFormatter, useNow, useTimeZone } from "use-intl/react"

const TICK_MS = 10_000

interface TimeProps {
  /** ISO 8601. */
  readonly at: string
  /** "12 minutes ago" with the time itself on hover, or the time. */
  readonly isRelative?: boolean
}

/** A point in time in the zone of the page; the zone is always told. */
export function Time({ at, isRelative = false }: TimeProps) {
  const format = useFormatter()
  const zone = useTimeZone()
  const now = useNow({ updateInterval: TICK_MS })
  const date = new Date(at)
  // The clock ticks now and then, so what happened since the last tick would lie in the future.
  const isJustNow = date > now && date.getTime() - now.getTime() <= TICK_MS
  const absolute = format.dateTime(date, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
    timeZoneName: "short",
  })
  return (
    <time dateTime={at} title={`${absolute} (${zone})`} suppressHydrationWarning>
      {isRelative ? format.relativeTime(date, isJustNow ? date : now) : absolute}
    </time>
  )
}
