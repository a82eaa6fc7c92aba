"use client"

import { useMemo, useSyncExternalStore } from "react"
import { useLocale, useTranslations } from "use-intl/react"

import { Combobox } from "#components/ui/combobox.tsx"
import { Field } from "#components/ui/field.tsx"

interface ZoneFieldProps {
  /** IANA zone, or `system`. */
  readonly zone: string
  readonly onChoose: (zone: string) => void
}

const subscribe = () => () => undefined
const zoneLabel = (zone: string) => zone.replaceAll("_", " ")

/** The time zone of every time on the pages: the browser's, or any zone that browsers know. */
export function ZoneField({ zone, onChoose }: ZoneFieldProps) {
  const t = useTranslations("me")
  const locale = useLocale()
  const own = useSyncExternalStore(
    subscribe,
    () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  )
  const items = useMemo(() => {
    const system = own === null ? t("zoneSystem") : t("zoneSystemNow", { zone: zoneLabel(own) })
    const zones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...(zone === "system" ? [] : [zone])])]
    return [{ value: "system", label: system }, ...zones.map((value) => ({ value, label: zoneLabel(value) }))]
  }, [own, zone, t])
  return (
    <Field label={t("zone")} hint={t("zoneHint")}>
      {(control) => (
        <Combobox
          control={control}
          items={items}
          value={zone}
          onChoose={onChoose}
          placeholder={t("zonePlaceholder")}
          openLabel={t("zoneList")}
          nothing={t("zoneNothing")}
          aside={(value) => (value === "system" ? null : offsetOf(value, locale))}
        />
      )}
    </Field>
  )
}

/** How far a zone is from UTC today, such as "GMT+1". */
function offsetOf(timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortOffset" }).formatToParts()
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? ""
}
