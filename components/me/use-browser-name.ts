"use client"

import { useTranslations } from "use-intl/react"

import { describeBrowser } from "./describe-browser.ts"

/** A browser in a few words: "Firefox on Linux". */
export function useBrowserName(): (userAgent: string) => string {
  const t = useTranslations("me")
  return (userAgent) => {
    const { browser, system } = describeBrowser(userAgent)
    return t("browserOn", { browser: browser ?? t("browserOther"), system: system ?? t("systemOther") })
  }
}
