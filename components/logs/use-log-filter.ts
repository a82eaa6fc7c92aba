"use client"

import { useMemo } from "react"

import { LineFilter } from "./line-filter.ts"
import type { Level, LogLine } from "./log-line.ts"
import { parseSearch } from "./search-query.ts"
import type { LineSearch } from "./search-query.ts"

interface FilterOptions {
  readonly query: string
  /** None: all. */
  readonly levels: readonly Level[]
  /** Keeps the lines around those that were found. */
  readonly isAround: boolean
}

interface Filtered {
  readonly search: LineSearch
  /** What is shown. */
  readonly rows: readonly LogLine[]
  /** What the search found; nothing without a search. */
  readonly found: readonly LogLine[]
  /** Names the filter: with another one, other rows are shown. */
  readonly key: string
}

const NOTHING: readonly LogLine[] = []

/** The lines that search and levels leave. What has been looked at once is not looked at again. */
export function useLogFilter(lines: readonly LogLine[], { query, levels, isAround }: FilterOptions): Filtered {
  const levelKey = levels.toSorted().join(",")
  const search = useMemo(() => parseSearch(query), [query])
  const [ofLevels, ofBoth] = useMemo(() => {
    const wanted = new Set(levelKey === "" ? [] : levelKey.split(","))
    const isOfLevel = ({ kind, level }: LogLine) => wanted.size === 0 || kind !== "line" || wanted.has(level)
    const isFound = (line: LogLine) => line.kind === "line" && isOfLevel(line) && search.matches(line.plain)
    return [new LineFilter(isOfLevel), new LineFilter(isFound)] as const
  }, [levelKey, search])
  const found = search.isEmpty ? NOTHING : ofBoth.apply(lines)
  const all = search.isEmpty || isAround ? (levelKey === "" ? lines : ofLevels.apply(lines)) : found
  return { search, rows: all, found, key: JSON.stringify([levelKey, search.isEmpty || isAround ? "" : query]) }
}
