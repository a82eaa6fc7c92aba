import { shareOut } from "./share-out.ts"

type Shares = Readonly<Record<string, number>>

/** One deployment where two people changed the same split. */
export interface ComparedShare {
  readonly name: string
  /** In force when the edit began. */
  readonly base: number
  readonly mine: number
  /** In force now. */
  readonly theirs: number
  /** What putting my edit on top of theirs gives. */
  readonly merged: number
  /** Both changed it, and not to the same share. */
  readonly isClash: boolean
}

/** Whether two splits give each of `names` the same share. */
export function isSameSplit(names: readonly string[], one: Shares, other: Shares): boolean {
  return names.every((name) => (one[name] ?? 0) === (other[name] ?? 0))
}

/**
 * Puts two people's changes of one split side by side. Merged, a share that only one of us changed is theirs who changed it;
 * shares that both changed make up the 100, in the proportion that I gave them. Traffic that I turned off stays off.
 *
 * @param names deployments that there are now, in order of creation
 */
export function compareSplits(
  names: readonly string[],
  { base, mine, theirs }: { readonly base: Shares; readonly mine: Shares; readonly theirs: Shares },
): ComparedShare[] {
  const rows = names.map((name) => {
    const row = { name, base: base[name] ?? 0, mine: mine[name] ?? 0, theirs: theirs[name] ?? 0 }
    const isMine = row.mine !== row.base
    return { ...row, isMine, isClash: isMine && row.theirs !== row.base && row.mine !== row.theirs }
  })
  const merged = mergeRows(rows)
  return rows.map(({ isMine: _, ...row }, index) => ({ ...row, merged: merged[index] ?? 0 }))
}

type Row = Omit<ComparedShare, "merged"> & { readonly isMine: boolean }

function mergeRows(rows: readonly Row[]): number[] {
  if (rows.every(({ mine }) => mine === 0)) return rows.map(() => 0)
  const isOwn = ({ isMine, isClash }: Row) => isMine && !isClash
  const isOther = ({ isMine }: Row) => !isMine
  const sum = (wanted: (row: Row) => boolean, share: (row: Row) => number) =>
    rows.reduce((all, row) => (wanted(row) ? all + share(row) : all), 0)
  const own = sum(isOwn, ({ mine }) => mine)
  const others = sum(isOther, ({ theirs }) => theirs)
  const hasClash = rows.some(({ isClash }) => isClash)
  const clash = hasClash ? Math.max(0, 100 - own - others) : 0
  const fitted = fill(
    rows,
    clash,
    ({ isClash }) => isClash,
    ({ mine }) => mine,
  )
  // What only the other person raised gives way to what only I did, where both do not fit.
  const rest = own + others > 100 ? Math.max(0, 100 - own) : others
  const kept = fill(rows, rest, isOther, ({ theirs }) => theirs)
  const shares = rows.map((row, index) => (isOwn(row) ? row.mine : (fitted[index] ?? 0) + (kept[index] ?? 0)))
  // A draft that did not add up, or whose deployments are gone, is brought to 100 in its proportion.
  return shares.reduce((all, share) => all + share, 0) === 100 ? shares : shareOut(100, shares)
}

/** Cuts `total` over the rows that are wanted; the others get nothing. */
function fill(
  rows: readonly Row[],
  total: number,
  isWanted: (row: Row) => boolean,
  weigh: (row: Row) => number,
): number[] {
  const parts = shareOut(total, rows.filter(isWanted).map(weigh)).values()
  return rows.map((row) => (isWanted(row) ? (parts.next().value ?? 0) : 0))
}
