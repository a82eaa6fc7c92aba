export { LOCALE_COOKIE, LOCALES } from "./choose-locale.ts"
export type { Locale } from "./choose-locale.ts"
