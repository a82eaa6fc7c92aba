"use client"

import { useTranslations } from "use-intl/react"

const SECOND_MS = 1000

/** How long a step took: milliseconds below a second, else seconds with a tenth. */
export function TimeSpan({ ms }: { readonly ms: number }) {
  const t = useTranslations("deployments")
  return (
    <span className="whitespace-nowrap">
      {ms < SECOND_MS ? t("ms", { value: Math.round(ms) }) : t("seconds", { value: ms / SECOND_MS })}
    </span>
  )
}
