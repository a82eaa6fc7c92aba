"use client"

import { useFormatter, useTimeZone } from "use-intl/react"

import { useClock } from "./use-clock.ts"

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
  const now = useClock(TICK_MS)
  const date = new Date(at)
  // The server's page, and a server whose clock is ahead, may tell of what happened just now as if it were to come.
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
