"use client"

import { useTranslations } from "use-intl/react"

const S = 1000
const MIN = 60 * S
const H = 60 * MIN

/** A time span such as "1 h 4 min" or "12 s": seconds no longer count after an hour. */
export function Duration({ ms }: { readonly ms: number }) {
  const t = useTranslations("common")
  const whole = Math.max(0, ms)
  const hours = Math.floor(whole / H)
  const minutes = Math.floor((whole % H) / MIN)
  const seconds = Math.floor((whole % MIN) / S)
  return <span className="whitespace-nowrap">{t("duration", { kind: kindOf(whole), hours, minutes, seconds })}</span>
}

const kindOf = (ms: number) => (ms >= H ? "hours" : ms >= MIN ? "minutes" : "seconds")
