"use client"

import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Select } from "#components/ui/controls.tsx"
import { SearchField } from "#components/ui/search-field.tsx"
import { ACTIVITY_TYPES } from "#lib/operations/contract.ts"
import type { ActivityType, ActivityView, OperationStatus } from "#lib/operations/contract.ts"

import { ENDPOINT_TYPES, RESULTS } from "./activity-state.ts"
import { ExportMenu } from "./export-menu.tsx"

interface ToolbarState {
  readonly q: string
  readonly type: ActivityType | null
  readonly result: OperationStatus | null
  readonly actor: string
}

interface ActivityToolbarProps {
  readonly state: ToolbarState
  readonly onChange: (change: Partial<ToolbarState>) => void
  /** Null while nothing is narrowed. */
  readonly onClear: (() => void) | null
  /** What is loaded: names the people to choose from, and is what an export holds. */
  readonly changes: readonly ActivityView[]
  readonly isOfEndpoint: boolean
}

const SELECT = "min-w-36 flex-1 sm:max-w-56"

/** What narrows the history: the server searches all of it, not only what is loaded. */
export function ActivityToolbar({ state, onChange, onClear, changes, isOfEndpoint }: ActivityToolbarProps) {
  const t = useTranslations()
  const { q, type, result, actor } = state
  const types = isOfEndpoint ? ENDPOINT_TYPES : ACTIVITY_TYPES
  const actors = new Set([...changes.map((change) => personOf(change.actor)), ...(actor === "" ? [] : [actor])])
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField label={t("activity.search")} value={q} onChange={(next) => onChange({ q: next })} />
      <Select
        aria-label={t("activity.type")}
        value={type ?? ""}
        onChange={({ target }) => onChange({ type: types.find((one) => one === target.value) ?? null })}
        className={SELECT}
      >
        <option value="">{t("activity.anyType")}</option>
        {types.map((one) => (
          <option key={one} value={one}>
            {t(`activity.types.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("activity.result")}
        value={result ?? ""}
        onChange={({ target }) => onChange({ result: RESULTS.find((one) => one === target.value) ?? null })}
        className={SELECT}
      >
        <option value="">{t("activity.anyResult")}</option>
        {RESULTS.map((one) => (
          <option key={one} value={one}>
            {t(`activity.results.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("activity.actor")}
        value={actor}
        onChange={({ target }) => onChange({ actor: target.value })}
        className={SELECT}
      >
        <option value="">{t("activity.anyActor")}</option>
        {[...actors].toSorted().map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Select>
      {onClear && (
        <Button size="sm" variant="ghost" onClick={onClear}>
          {t("activity.clearFilters")}
        </Button>
      )}
      <div className="ml-auto">
        <ExportMenu changes={changes} />
      </div>
    </div>
  )
}

/** The person behind "ana@example.com (token ci)": one entry for all of their tokens. */
const personOf = (actor: string) => actor.replace(/ \(.*\)$/, "")
