"use client"

import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "use-intl/react"

import { Select } from "#components/ui/controls.tsx"
import { LOCALE_COOKIE, LOCALES } from "#lib/http/contract.ts"

/** Each language in its own words. */
const NAMES = { en: "English", es: "Español" } as const

/** The language of this browser, for people who are not signed in. */
export function LocaleSwitch() {
  const t = useTranslations("auth")
  const router = useRouter()
  function choose(locale: string) {
    document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=31536000; samesite=lax`
    const url = new URL(window.location.href)
    // The language of one view would win over the choice.
    if (url.searchParams.has("lang")) {
      url.searchParams.delete("lang")
      window.location.assign(url)
    } else router.refresh()
  }
  return (
    <label className="flex items-center gap-2 whitespace-nowrap text-fg-2">
      {t("language")}
      <Select className="w-auto" value={useLocale()} onChange={({ target }) => choose(target.value)}>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {NAMES[locale]}
          </option>
        ))}
      </Select>
    </label>
  )
}
