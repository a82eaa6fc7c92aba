import { createTranslator } from "use-intl/core"

import type { Locale } from "#lib/http/contract.ts"

import { loadMessages } from "./messages.ts"

/** Sentences for what the server writes itself, such as titles. Components on the client use `useTranslations`. */
export async function getTranslator(locale: Locale) {
  return createTranslator({ locale, messages: await loadMessages(locale) })
}
