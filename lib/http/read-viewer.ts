import { cookies, headers } from "next/headers"
import { cache } from "react"

import { DEFAULT_PREFERENCES } from "#lib/identity/contract.ts"
import type { Preferences } from "#lib/identity/contract.ts"

import { systemClock } from "#lib/kernel/clock.ts"
import { apiPaths } from "#lib/urls/contract.ts"

import { chooseLocale, LOCALE_COOKIE } from "./choose-locale.ts"
import type { Locale } from "./choose-locale.ts"
import { PAGE_URL_HEADER } from "./page-headers.ts"
import { askApi } from "./read-page.ts"
import { SIDEBAR_COLLAPSED, SIDEBAR_COOKIE, THEME_COOKIE, ZONE_COOKIE } from "./viewer-cookies.ts"
import { whoLooks } from "./who-looks.ts"
import type { Identified } from "./who-looks.ts"

/** Who looks at a page, and how they like it. */
export interface Viewer extends Identified {
  readonly preferences: Preferences
  readonly locale: Locale
  /** IANA zone in which times are written. */
  readonly timeZone: string
  /** Whether this browser's sidebar shows icons alone. */
  readonly isSidebarCollapsed: boolean
  /** When the page was asked for, ms since 1970. */
  readonly nowMs: number
}

const isTheme = (text: string | undefined): text is Preferences["theme"] => text === "light" || text === "dark"

/** The person of this request, asked once a page. */
export const readViewer: () => Promise<Viewer> = cache(async () => {
  const [incoming, jar, answer] = await Promise.all([headers(), cookies(), askApi(apiPaths.me)])
  const { me, isUnavailable } = whoLooks(answer)
  const preferences = me?.preferences ?? DEFAULT_PREFERENCES
  const theme = jar.get(THEME_COOKIE)?.value
  const locale = chooseLocale({
    override: new URL(incoming.get(PAGE_URL_HEADER) ?? "/", "http://studio").searchParams.get("lang"),
    preference: preferences.language,
    cookie: jar.get(LOCALE_COOKIE)?.value,
    accepted: incoming.get("accept-language"),
  })
  return {
    me,
    isUnavailable,
    locale,
    timeZone: chooseZone(preferences.time_zone, jar.get(ZONE_COOKIE)?.value),
    isSidebarCollapsed: jar.get(SIDEBAR_COOKIE)?.value === SIDEBAR_COLLAPSED,
    nowMs: systemClock.nowMs(),
    preferences: me === null && isTheme(theme) ? { ...preferences, theme } : preferences,
  }
})

/** UTC until the browser has told its zone. */
function chooseZone(preference: string, cookie: string | undefined): string {
  const wanted = preference === "system" ? cookie : preference
  return wanted !== undefined && isTimeZone(wanted) ? wanted : "UTC"
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}
