"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { LocaleSwitch } from "#components/i18n/locale-switch.tsx"
import { ThemeSwitch } from "#components/i18n/theme-switch.tsx"
import { Logo } from "#components/shell/logo.tsx"
import type { Preferences } from "#lib/identity/contract.ts"

interface AuthFrameProps {
  readonly theme: Preferences["theme"]
  readonly children: ReactNode
}

/** The frame of the pages for people who are not signed in. */
export function AuthFrame({ theme, children }: AuthFrameProps) {
  const t = useTranslations()
  return (
    <div className="flex min-h-dvh flex-col items-center justify-center gap-6 p-4">
      <header className="flex flex-col items-center gap-2 text-center">
        <span className="flex items-center gap-2 text-xl font-semibold">
          <Logo />
          {t("common.product")}
        </span>
        <p className="text-fg-2">{t("auth.tagline")}</p>
      </header>
      <main id="content" className="w-full max-w-sm rounded-lg border border-line bg-panel p-6">
        {children}
      </main>
      <footer className="flex flex-wrap justify-center gap-x-6 gap-y-2">
        <LocaleSwitch />
        <ThemeSwitch theme={theme} />
      </footer>
    </div>
  )
}
