"use client"

import { createParser, parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs"
import { useMemo } from "react"

import { COLUMN_IDS } from "./column-ids.ts"
import { HEALTH_ORDER, SORT_COLUMNS } from "./select-endpoints.ts"
import type { EndpointFilter, SortColumn } from "./select-endpoints.ts"

/** `updated` is from the least, `-updated` from the most. */
const parseAsSort = createParser({
  parse: (text: string) => {
    const column = SORT_COLUMNS.find((one) => one === text.replace(/^-/, ""))
    return column ? { column, isDescending: text.startsWith("-") } : null
  },
  serialize: ({ column, isDescending }) => `${isDescending ? "-" : ""}${column}`,
  eq: (a, b) => a.column === b.column && a.isDescending === b.isDescending,
})

const PARSERS = {
  q: parseAsString.withDefault(""),
  health: parseAsArrayOf(parseAsStringLiteral(HEALTH_ORDER)).withDefault([]),
  tag: parseAsString.withDefault(""),
  off: parseAsBoolean.withDefault(false),
  failing: parseAsBoolean.withDefault(false),
  sort: parseAsSort.withDefault({ column: "name", isDescending: false }),
  cols: parseAsArrayOf(parseAsStringLiteral(COLUMN_IDS)),
}
const NO_FILTER = { q: null, health: null, tag: null, off: null, failing: null }

/** Columns whose interesting end is the last one: they are ordered from the most first. */
const FROM_THE_MOST: ReadonlySet<SortColumn> = new Set(["status", "traffic", "deployments", "updated", "created"])

/** What the list shows, as the address says it: a link shows the same. Values that mean nothing are as if they were not there. */
export function useListState() {
  const [state, setState] = useQueryStates(PARSERS, { history: "replace" })
  const { q, health, tag, off, failing, sort } = state
  const filter = useMemo<EndpointFilter>(
    () => ({ q, health, tag, isOff: off, isFailing: failing }),
    [q, health, tag, off, failing],
  )
  return {
    filter,
    isFiltered: q.trim() !== "" || health.length > 0 || tag !== "" || off || failing,
    sort,
    columns: state.cols,
    setFilter: (change: Partial<Pick<typeof state, "q" | "health" | "tag" | "off" | "failing">>) =>
      void setState(change),
    clearFilter: () => void setState(NO_FILTER),
    setSort: (next: typeof sort) => void setState({ sort: next }),
    toggleSort: (column: string) => {
      const next = SORT_COLUMNS.find((one) => one === column)
      if (!next) return
      const isDescending = sort.column === next ? !sort.isDescending : FROM_THE_MOST.has(next)
      void setState({ sort: { column: next, isDescending } })
    },
    setColumns: (columns: readonly (typeof COLUMN_IDS)[number][] | null) =>
      void setState({ cols: columns && [...columns] }),
  }
}

export type ListState = ReturnType<typeof useListState>
