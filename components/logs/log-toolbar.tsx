"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { Callout } from "#components/ui/callout.tsx"
import { Checkbox, Select } from "#components/ui/controls.tsx"
import { SearchField } from "#components/ui/search-field.tsx"

import { DownloadMenu } from "./download-menu.tsx"
import { placeIn } from "./line-filter.ts"
import { LevelChips } from "./level-chips.tsx"
import { LINE_TIMES } from "./line-time.ts"
import type { LogLine } from "./log-line.ts"
import type { LogSource } from "./log-source.ts"
import type { LevelCounts } from "./log-store.ts"
import { ReadAloud } from "./read-aloud.tsx"
import type { LineSearch } from "./search-query.ts"
import { SearchSteps } from "./search-steps.tsx"
import type { LogParams, SetLogParams } from "./use-log-params.ts"

interface LogToolbarProps {
  readonly source: LogSource
  readonly params: LogParams
  readonly onParams: SetLogParams
  readonly counts: LevelCounts
  readonly rows: readonly LogLine[]
  readonly search: LineSearch
  readonly found: readonly LogLine[]
  readonly selected: LogLine | null
  readonly onStep: (by: 1 | -1) => void
}

/** What of the log is shown, and how. */
export function LogToolbar(props: LogToolbarProps) {
  const { params, onParams, search } = props
  const t = useTranslations("logs")
  const [isSpoken, setSpoken] = useState(false)
  return (
    <div className="flex flex-col gap-2 border-b border-line p-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchField label={t("search")} value={params.q} onChange={(q) => onParams({ q })} />
        {!search.isEmpty && (
          <SearchSteps
            found={props.found.length}
            place={props.selected ? placeIn(props.found, props.selected.n) : 0}
            isAround={params.around}
            onAround={(around) => onParams({ around })}
            onStep={props.onStep}
          />
        )}
        <LevelChips counts={props.counts} chosen={params.level} onChoose={(level) => onParams({ level: [...level] })} />
      </div>
      {search.badPattern !== null && <Callout tone="warn" title={t("badPattern", { pattern: search.badPattern })} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <Checkbox
          label={t("wrap")}
          checked={params.wrap}
          onChange={({ target }) => onParams({ wrap: target.checked })}
        />
        <label className="inline-flex items-center gap-2">
          {t("time")}
          <Select
            className="w-auto"
            value={params.time}
            onChange={({ target }) => onParams({ time: LINE_TIMES.find((one) => one === target.value) ?? null })}
          >
            {LINE_TIMES.map((one) => (
              <option key={one} value={one}>
                {t(`times.${one}`)}
              </option>
            ))}
          </Select>
        </label>
        <Checkbox label={t("readAloud")} checked={isSpoken} onChange={({ target }) => setSpoken(target.checked)} />
        {isSpoken && <ReadAloud rows={props.rows} />}
        <span className="ml-auto">
          <DownloadMenu source={props.source} rows={props.rows} />
        </span>
      </div>
    </div>
  )
}
