import type { SplitRow } from "./rebalance.ts"
import { maxFor } from "./rebalance.ts"
import { shareOut } from "./share-out.ts"

/** Shares that a new version usually passes on its way, percent. */
export const SHARE_PRESETS = [0, 1, 5, 10, 25, 50, 100] as const

/** The same share for each row that is not locked; the first ones take what does not divide. */
export function splitEvenly(rows: readonly SplitRow[]): SplitRow[] {
  const free = rows.filter(({ isLocked }) => !isLocked)
  const parts = shareOut(
    maxFor(rows, ""),
    free.map(() => 1),
  )
  const even = new Map(free.map(({ name }, index) => [name, parts[index] ?? 0]))
  return rows.map((row) => ({ ...row, percent: even.get(row.name) ?? row.percent }))
}

/** Exchanges the shares of the two rows that take traffic, or of the only two; null where it is not clear which two. */
export function swapShares(rows: readonly SplitRow[]): SplitRow[] | null {
  const pair = rows.length === 2 ? rows : rows.filter(({ percent }) => percent > 0)
  const [first, second] = pair
  if (!first || !second || pair.length !== 2 || first.isLocked || second.isLocked) return null
  const swapped = new Map([
    [first.name, second.percent],
    [second.name, first.percent],
  ])
  return rows.map((row) => ({ ...row, percent: swapped.get(row.name) ?? row.percent }))
}

/** Moves the border between two neighbours: what one takes, the other gives. */
export function moveBorder(anchor: readonly SplitRow[], left: string, right: string, byPercent: number): SplitRow[] {
  const percentOf = (name: string) => anchor.find((row) => row.name === name)?.percent ?? 0
  const by = Math.max(-percentOf(left), Math.min(percentOf(right), Math.round(byPercent)))
  return anchor.map((row) => {
    if (row.name === left) return { ...row, percent: row.percent + by }
    return row.name === right ? { ...row, percent: row.percent - by } : row
  })
}
