"use client"

import { useTranslations } from "use-intl/react"

import { Choices } from "#components/ui/choices.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Switch } from "#components/ui/switch.tsx"

import type { SaveMe } from "./use-save-me.ts"

/** Keys, and how a split of traffic is edited. */
export function WorkingPanel({ me: { save, preferences } }: { readonly me: SaveMe }) {
  const t = useTranslations("me")
  return (
    <Panel title={t("working")}>
      <div className="flex flex-col gap-1">
        <Switch
          label={t("shortcuts")}
          isOn={preferences.shortcuts}
          onChange={(shortcuts) => save({ preferences: { shortcuts } })}
        />
        <p className="text-sm text-fg-2">{t("shortcutsHint")}</p>
      </div>
      <Choices
        legend={t("trafficMode")}
        value={preferences.traffic_mode}
        choices={(["balanced", "manual"] as const).map((value) => ({ value, label: t(`traffic_${value}`) }))}
        onChoose={(traffic_mode) => save({ preferences: { traffic_mode } })}
      />
    </Panel>
  )
}
