"use client"

import { useMessages, useTranslations } from "use-intl/react"

import type { ApiError } from "./api-error.ts"

/**
 * What an error says, in the language of the page. The API writes English for people; the other languages have a sentence
 * of their own for every code that a page can meet (`messages/<locale>/errors.json`).
 */
export function useErrorText(): (error: ApiError) => string {
  const t = useTranslations("errors")
  const { errors } = useMessages()
  const isKnown = (key: string): key is keyof typeof errors => key in errors
  return ({ problem: { code, message, target = "" } }) => {
    const key = code.replaceAll(".", "_")
    return isKnown(key) ? t(key, { message, target }) : message
  }
}
