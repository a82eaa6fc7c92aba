"use client"

import { useTranslations } from "use-intl/react"

import { LANGUAGE_NAMES } from "#components/i18n/language-names.ts"
import { Choices } from "#components/ui/choices.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { LOCALES } from "#lib/http/contract.ts"

import { FormatPreview } from "./format-preview.tsx"
import type { SaveMe } from "./use-save-me.ts"
import { ZoneField } from "./zone-field.tsx"

/** Language, theme, time zone and density, with what they make of a date and a number. */
export function AppearancePanel({ me: { save, preferences } }: { readonly me: SaveMe }) {
  const t = useTranslations()
  return (
    <Panel title={t("me.looks")}>
      <Choices
        legend={t("me.language")}
        value={preferences.language}
        choices={[
          { value: "system", label: t("me.languageSystem") },
          ...LOCALES.map((value) => ({ value, label: <span lang={value}>{LANGUAGE_NAMES[value]}</span> })),
        ]}
        onChoose={(language) => save({ preferences: { language } })}
      />
      <Choices
        legend={t("me.theme")}
        value={preferences.theme}
        choices={(["system", "light", "dark"] as const).map((value) => ({ value, label: t(`shell.theme_${value}`) }))}
        onChoose={(theme) => save({ preferences: { theme } })}
      />
      <Choices
        legend={t("me.density")}
        value={preferences.density}
        choices={(["comfortable", "compact"] as const).map((value) => ({ value, label: t(`me.density_${value}`) }))}
        onChoose={(density) => save({ preferences: { density } })}
      />
      <ZoneField zone={preferences.time_zone} onChoose={(time_zone) => save({ preferences: { time_zone } })} />
      <FormatPreview />
    </Panel>
  )
}
