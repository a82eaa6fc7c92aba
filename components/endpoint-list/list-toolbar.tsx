"use client"

import { useTranslations } from "use-intl/react"

import { FilterChip } from "#components/ui/filter-chip.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import { Select } from "#components/ui/controls.tsx"
import { Button } from "#components/ui/button.tsx"
import { healthWord } from "#components/deployments/status-words.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import type { ColumnId } from "./column-ids.ts"
import { ColumnMenu } from "./column-menu.tsx"
import { countHealth, HEALTH_ORDER, isFailing, isTrafficOff, listTags } from "./select-endpoints.ts"
import { SortSelect } from "./sort-select.tsx"
import type { ListState } from "./use-list-state.ts"

interface ListToolbarProps {
  readonly state: ListState
  readonly endpoints: readonly OnlineEndpointView[]
  readonly columns: readonly ColumnId[] | null
}

/** What narrows and orders the list. Counts are of all endpoints, so that they say where to look. */
export function ListToolbar({ state, endpoints, columns }: ListToolbarProps) {
  const t = useTranslations()
  const { filter, setFilter } = state
  const counts = countHealth(endpoints)
  const tags = listTags(endpoints)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={t("endpoints.search")} value={filter.q} onChange={(q) => setFilter({ q })} />
        {(tags.length > 0 || filter.tag !== "") && (
          <Select
            aria-label={t("endpoints.tag")}
            value={filter.tag}
            onChange={({ target }) => setFilter({ tag: target.value })}
            className="max-w-56 min-w-32 flex-1 sm:flex-none"
          >
            <option value="">{t("endpoints.anyTag")}</option>
            {[...new Set(filter.tag === "" ? tags : [...tags, filter.tag])].map((tag) => (
              <option key={tag}>{tag}</option>
            ))}
          </Select>
        )}
        <SortSelect sort={state.sort} onSort={state.setSort} />
        <div className="ml-auto max-sm:hidden">
          <ColumnMenu columns={columns} onChange={state.setColumns} />
        </div>
      </div>
      <div role="group" aria-label={t("endpoints.filters")} className="flex flex-wrap items-center gap-2">
        {HEALTH_ORDER.map((health) => {
          const isOn = filter.health.includes(health)
          const next = isOn ? filter.health.filter((one) => one !== health) : [...filter.health, health]
          return (
            <FilterChip key={health} isOn={isOn} onToggle={() => setFilter({ health: next })}>
              {t(`status.${healthWord(health)}`)}
              <Count value={counts.get(health) ?? 0} />
            </FilterChip>
          )
        })}
        <FilterChip isOn={filter.isOff} onToggle={() => setFilter({ off: !filter.isOff })}>
          {t("endpoints.trafficOff")}
          <Count value={endpoints.filter(isTrafficOff).length} />
        </FilterChip>
        <FilterChip isOn={filter.isFailing} onToggle={() => setFilter({ failing: !filter.isFailing })}>
          {t("endpoints.failing")}
          <Count value={endpoints.filter(isFailing).length} />
        </FilterChip>
        {state.isFiltered && (
          <Button size="sm" variant="ghost" onClick={state.clearFilter}>
            {t("endpoints.clearFilters")}
          </Button>
        )}
      </div>
    </div>
  )
}

function Count({ value }: { readonly value: number }) {
  const t = useTranslations("endpoints")
  return <span className="text-fg-2">{t("number", { value })}</span>
}
