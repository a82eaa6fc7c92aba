/** Languages of the pages; the first is for people whose own is not among them. */
export const LOCALES = ["en", "es"] as const
export type Locale = (typeof LOCALES)[number]

/** Where the browser of somebody who is not signed in keeps their language. */
export const LOCALE_COOKIE = "caudal-lang"

const asLocale = (text: string | null | undefined): Locale | undefined => LOCALES.find((locale) => locale === text)

interface LocaleHints {
  /** `?lang=`: for one view, stored nowhere. */
  readonly override?: string | null | undefined
  /** The person's own choice; `system` leaves it to the browser. */
  readonly preference?: string | undefined
  readonly cookie?: string | undefined
  /** The browser's `Accept-Language`. */
  readonly accepted?: string | null | undefined
}

/** The language of a page: the address, then the person, then the browser. */
export function chooseLocale({ override, preference, cookie, accepted }: LocaleHints): Locale {
  return asLocale(override) ?? asLocale(preference) ?? asLocale(cookie) ?? firstAccepted(accepted ?? "") ?? LOCALES[0]
}

/** The best of `Accept-Language` (RFC 9110 section 12.5.4) that is among ours. */
function firstAccepted(header: string): Locale | undefined {
  const wanted = header.split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";")
    const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined)
    return { language: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality) }
  })
  const known = wanted.flatMap(({ language, quality }) => {
    const locale = asLocale(language)
    return locale && quality > 0 ? [{ locale, quality }] : []
  })
  return known.toSorted((a, b) => b.quality - a.quality)[0]?.locale
}
