"use client"

import { useTranslations } from "use-intl/react"

import type { SplitWarning } from "#lib/traffic/contract.ts"

/** What a warning says. */
export function useWarningText(): (warning: SplitWarning) => string {
  const t = useTranslations("traffic.warnings")
  return (warning) => (warning.kind === "off" ? t("off") : t(warning.kind, { name: warning.deployment }))
}
