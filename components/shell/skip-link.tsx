"use client"

import { useTranslations } from "use-intl/react"

/** The first stop of the keyboard: past everything that every page has. */
export function SkipLink() {
  const t = useTranslations("shell")
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded-md bg-panel px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {t("skip")}
    </a>
  )
}
