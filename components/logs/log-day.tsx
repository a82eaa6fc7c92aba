"use client"

import { useFormatter, useTimeZone } from "use-intl/react"

interface LogDayProps {
  readonly at: string
  readonly isUtc: boolean
}

/** The day and the zone of the times below. */
export function LogDay({ at, isUtc }: LogDayProps) {
  const format = useFormatter()
  const zone = useTimeZone()
  const day = format.dateTime(new Date(at), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    ...(isUtc ? { timeZone: "UTC" } : {}),
  })
  return (
    <p className="border-b border-line px-2 py-0.5 text-sm text-fg-2">
      {day} · {isUtc ? "UTC" : zone}
    </p>
  )
}
