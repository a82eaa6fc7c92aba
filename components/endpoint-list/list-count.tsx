"use client"

import { useTranslations } from "use-intl/react"

import { LIST_ROWS_MAX } from "#components/data/use-all-rows.ts"
import type { AllRows } from "#components/data/use-all-rows.ts"
import { SettledStatus } from "#components/ui/settled-status.tsx"

interface ListCountProps {
  readonly shown: number
  readonly rows: AllRows<unknown>
  readonly isFiltered: boolean
}

/** How many there are and how many of them are shown, and whether that is all of them. */
export function ListCount({ shown, rows, isFiltered }: ListCountProps) {
  const t = useTranslations("endpoints")
  const total = rows.items.length
  const text = [
    isFiltered ? t("countFiltered", { shown, total }) : t("count", { total }),
    rows.isPartial ? t("loadingRest") : "",
    rows.isCut ? t("cut", { max: LIST_ROWS_MAX }) : "",
  ].join(" ")
  return (
    <div>
      <p className="text-sm text-fg-2">{text}</p>
      <SettledStatus text={isFiltered ? text : ""} />
    </div>
  )
}
