"use client"

import { useTranslations } from "use-intl/react"

import { Select } from "#components/ui/controls.tsx"

import { SORT_COLUMNS } from "./select-endpoints.ts"
import type { ListState } from "./use-list-state.ts"

interface SortSelectProps {
  readonly sort: ListState["sort"]
  readonly onSort: ListState["setSort"]
}

/** The order of the list where it has no headings: on narrow screens. */
export function SortSelect({ sort, onSort }: SortSelectProps) {
  const t = useTranslations("endpoints")
  const choices = SORT_COLUMNS.flatMap((column) => [false, true].map((isDescending) => ({ column, isDescending })))
  const valueOf = ({ column, isDescending }: typeof sort) => `${isDescending ? "-" : ""}${column}`
  return (
    <Select
      aria-label={t("sortBy")}
      value={valueOf(sort)}
      onChange={({ target }) => {
        const choice = choices.find((one) => valueOf(one) === target.value)
        if (choice) onSort(choice)
      }}
      className="min-w-32 flex-1 sm:hidden"
    >
      {choices.map((choice) => (
        <option key={valueOf(choice)} value={valueOf(choice)}>
          {t(choice.isDescending ? "sortDown" : "sortUp", { column: t(`columns.${choice.column}`) })}
        </option>
      ))}
    </Select>
  )
}
