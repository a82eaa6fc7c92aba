export { LOCALE_COOKIE, LOCALES } from "./choose-locale.ts"
export type { Locale } from "./choose-locale.ts"
export { SIDEBAR_COLLAPSED, SIDEBAR_COOKIE, THEME_COOKIE, ZONE_COOKIE } from "./viewer-cookies.ts"
