"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { setCookie } from "#components/data/set-cookie.ts"
import { Select } from "#components/ui/controls.tsx"
import { THEME_COOKIE } from "#lib/http/contract.ts"
import type { Preferences } from "#lib/identity/contract.ts"

const THEMES = ["system", "light", "dark"] as const satisfies readonly Preferences["theme"][]

/** The theme of this browser, for people who are not signed in. */
export function ThemeSwitch({ theme }: { readonly theme: Preferences["theme"] }) {
  const t = useTranslations()
  const router = useRouter()
  function choose(next: string) {
    setCookie(THEME_COOKIE, next === "system" ? null : next)
    router.refresh()
  }
  return (
    <label className="flex items-center gap-2 text-fg-2">
      {t("auth.theme")}
      <Select className="w-auto" value={theme} onChange={({ target }) => choose(target.value)}>
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {t(`shell.theme_${one}`)}
          </option>
        ))}
      </Select>
    </label>
  )
}
