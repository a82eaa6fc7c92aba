"use client"

import { Languages, MonitorCog, Moon, Rows3, Sun } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { LANGUAGE_NAMES } from "#components/i18n/language-names.ts"
import { useSaveMe } from "#components/me/use-save-me.ts"
import { LOCALES } from "#lib/http/contract.ts"

import type { Command } from "./command.ts"

const THEMES = [
  { theme: "light", icon: Sun },
  { theme: "dark", icon: Moon },
  { theme: "system", icon: MonitorCog },
] as const

/** Theme, language and density at once, without a way to the preferences. What holds already is left out. */
export function useSettingCommands(): readonly Command[] {
  const t = useTranslations()
  const { save, preferences } = useSaveMe()
  const otherDensity = preferences.density === "compact" ? "comfortable" : "compact"
  return [
    ...THEMES.filter(({ theme }) => theme !== preferences.theme).map(({ theme, icon }) => ({
      id: `theme ${theme}`,
      group: "settings" as const,
      label: t("palette.theme", { theme: t(`shell.theme_${theme}`) }),
      icon,
      run: () => save({ preferences: { theme } }),
    })),
    ...LOCALES.filter((language) => language !== preferences.language).map((language) => ({
      id: `language ${language}`,
      group: "settings" as const,
      label: t("palette.language", { language: LANGUAGE_NAMES[language] }),
      icon: Languages,
      run: () => save({ preferences: { language } }),
    })),
    {
      id: "density",
      group: "settings",
      label: t("palette.density", { density: t(`me.density_${otherDensity}`) }),
      icon: Rows3,
      run: () => save({ preferences: { density: otherDensity } }),
    },
  ]
}
