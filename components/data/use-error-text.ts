"use client"

import { useTranslations } from "use-intl/react"

import type { ApiError } from "./api-error.ts"

/**
 * What an error says, in the language of the page. Codes have a sentence in `errors`; what the API itself said follows
 * where it knows more, such as the number that broke a rule.
 */
export function useErrorText(): (error: ApiError) => string {
  const t = useTranslations("errors")
  return ({ problem }) => {
    const key = problem.code.replaceAll(".", "_")
    const known = t.has(key as Parameters<typeof t.has>[0])
    return known ? t(key as "unreachable", { message: problem.message }) : problem.message
  }
}
