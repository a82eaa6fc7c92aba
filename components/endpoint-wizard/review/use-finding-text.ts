"use client"

import { useTranslations } from "use-intl/react"

import type { Finding } from "./run-preflight.ts"

/** What a finding says, in the language of the page: each has one sentence, made of its values. */
export function useFindingText(): (finding: Finding) => string {
  const t = useTranslations("wizardChecks")
  return ({ of, check }) => {
    const values = { ...check.values, message: check.message }
    return of === "endpoint" ? t(`endpoint.${check.id}`, values) : t(`deployment.${check.id}`, values)
  }
}
