"use client"

import { useTranslations } from "use-intl/react"

/** A split as words: "blue 90 %, green 10 %". Those with nothing are left out. */
export function useSplitText(): (shares: Readonly<Record<string, number>>) => string {
  const t = useTranslations("traffic")
  return (shares) => {
    const live = Object.entries(shares).filter(([, percent]) => percent > 0)
    return live.length === 0 ? t("offShort") : live.map(([name, percent]) => t("share", { name, percent })).join(", ")
  }
}
