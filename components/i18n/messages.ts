import type {} from "use-intl"

import type { Locale } from "#lib/http/contract.ts"

import type { en } from "./messages/en.ts"

/** Every sentence of the pages, in ICU message syntax. English decides the shape; a key that Spanish lacks is a type error. */
export type Messages = typeof en

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

/** The sentences of one language. The other one is never loaded. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === "es" ? (await import("./messages/es.ts")).es : (await import("./messages/en.ts")).en
}
