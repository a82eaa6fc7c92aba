"use client"

import { useFormatter } from "use-intl/react"

/** How the time of a line is written: in the zone of the page, in UTC, or how long ago. */
export const LINE_TIMES = ["zone", "utc", "ago"] as const
export type LineTime = (typeof LINE_TIMES)[number]

const CLOCK = {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
} as const

/** Writes the times of lines. `nowMs` is asked only for how long ago. */
export function useLineTime(kind: LineTime, nowMs: number): (at: string) => string {
  const format = useFormatter()
  if (kind === "ago") return (at) => format.relativeTime(new Date(at), { now: nowMs, style: "narrow" })
  return (at) => format.dateTime(new Date(at), kind === "utc" ? { ...CLOCK, timeZone: "UTC" } : CLOCK)
}
