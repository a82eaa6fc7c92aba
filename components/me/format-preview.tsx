"use client"

import { useFormatter, useTranslations } from "use-intl/react"

import { Facts } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import { useClock } from "#components/ui/use-clock.ts"

const TICK_MS = 60_000
const NUMBER = 1_234_567.89
const SHARE = 0.125
const MEBIBYTES = 1536.5

/** A date and a few numbers as every page writes them, in the language and zone that hold now. */
export function FormatPreview() {
  const t = useTranslations("me")
  const format = useFormatter()
  const now = useClock(TICK_MS)
  return (
    <section aria-label={t("preview")} className="rounded-md border border-line bg-panel-2 p-3">
      <p className="mb-2 text-sm text-fg-2">{t("preview")}</p>
      <Facts
        facts={[
          [t("previewDate"), <Time key="date" at={now.toISOString()} />],
          [t("previewNumber"), format.number(NUMBER)],
          [t("previewShare"), format.number(SHARE, { style: "percent", maximumFractionDigits: 1 })],
          [t("previewBytes"), format.number(MEBIBYTES, { style: "unit", unit: "megabyte" })],
        ]}
      />
    </section>
  )
}
