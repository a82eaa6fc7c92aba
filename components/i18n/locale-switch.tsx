"use client"

import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "use-intl/react"

import { setCookie } from "#components/data/set-cookie.ts"
import { Select } from "#components/ui/controls.tsx"
import { LOCALE_COOKIE, LOCALES } from "#lib/http/contract.ts"

import { LANGUAGE_NAMES } from "./language-names.ts"

/** The language of this browser, for people who are not signed in. */
export function LocaleSwitch() {
  const t = useTranslations("auth")
  const router = useRouter()
  function choose(locale: string) {
    setCookie(LOCALE_COOKIE, locale)
    const url = new URL(window.location.href)
    // The language of one view would win over the choice.
    if (url.searchParams.has("lang")) {
      url.searchParams.delete("lang")
      window.location.assign(url)
    } else router.refresh()
  }
  return (
    <label className="flex items-center gap-2 text-fg-2">
      {t("language")}
      <Select className="w-auto" value={useLocale()} onChange={({ target }) => choose(target.value)}>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {LANGUAGE_NAMES[locale]}
          </option>
        ))}
      </Select>
    </label>
  )
}
