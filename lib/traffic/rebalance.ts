import { shareOut } from "./share-out.ts"

/** One deployment while somebody edits the split. */
export interface SplitRow {
  readonly name: string
  /** Whole percent of the live requests. */
  readonly percent: number
  /** Stays as it is when another row moves. */
  readonly isLocked: boolean
}

/** The most that a row may take: what locked rows leave. */
export function maxFor(rows: readonly SplitRow[], name: string): number {
  return rows.reduce((left, row) => (row.isLocked && row.name !== name ? left - row.percent : left), 100)
}

/**
 * Gives one deployment another share; the others that are not locked give or take in proportion, so that the sum is 100 at
 * every instant. Proportions are those of `anchor`, the rows when the gesture began: who drags away and back finds every
 * share as it was. A row that nobody can give to or take from keeps the whole rest.
 */
export function rebalance(anchor: readonly SplitRow[], name: string, wanted: number): SplitRow[] {
  const cap = maxFor(anchor, name)
  const others = anchor.filter((row) => row.name !== name && !row.isLocked)
  const percent = others.length === 0 ? cap : Math.max(0, Math.min(cap, Math.round(wanted)))
  const parts = shareOut(
    cap - percent,
    others.map((row) => row.percent),
  )
  const moved = new Map(others.map((row, index) => [row.name, parts[index] ?? 0]))
  return anchor.map((row) => ({ ...row, percent: row.name === name ? percent : (moved.get(row.name) ?? row.percent) }))
}
