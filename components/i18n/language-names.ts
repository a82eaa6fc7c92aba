import type { Locale } from "#lib/http/contract.ts"

/** Each language in its own words. */
export const LANGUAGE_NAMES = { en: "English", es: "Español" } as const satisfies Record<Locale, string>
