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
 * Puts two people's changes of one split side by side. Shares that I changed stay mine; what they leave of the 100 goes to
 * the rest in proportion to what the other person gave them. Traffic that I turned off stays off.
 *
 * @param names deployments that there are now, in order of creation
 */
export function compareSplits(
  names: readonly string[],
  { base, mine, theirs }: { readonly base: Shares; readonly mine: Shares; readonly theirs: Shares },
): ComparedShare[] {
  const merged = mergeSplits(names, { base, mine, theirs })
  return names.map((name) => {
    const row = { name, base: base[name] ?? 0, mine: mine[name] ?? 0, theirs: theirs[name] ?? 0 }
    const isClash = row.mine !== row.base && row.theirs !== row.base && row.mine !== row.theirs
    return { ...row, merged: merged[name] ?? 0, isClash }
  })
}

function mergeSplits(
  names: readonly string[],
  { base, mine, theirs }: { readonly base: Shares; readonly mine: Shares; readonly theirs: Shares },
): Shares {
  const isMine = (name: string) => (mine[name] ?? 0) !== (base[name] ?? 0)
  const own = names.filter(isMine)
  if (own.length === 0) return theirs
  if (names.every((name) => (mine[name] ?? 0) === 0)) return {}
  const others = names.filter((name) => !isMine(name))
  const taken = own.reduce((sum, name) => sum + (mine[name] ?? 0), 0)
  const rest = 100 - taken
  // A draft that does not add up, or whose other deployments are gone: my shares keep their proportion alone.
  if (rest < 0 || (rest > 0 && others.length === 0)) return proportional(100, own, mine)
  const weights = others.some((name) => (theirs[name] ?? 0) > 0) ? theirs : mine
  return { ...Object.fromEntries(own.map((name) => [name, mine[name] ?? 0])), ...proportional(rest, others, weights) }
}

function proportional(total: number, names: readonly string[], weights: Shares): Record<string, number> {
  const parts = shareOut(
    total,
    names.map((name) => weights[name] ?? 0),
  )
  return Object.fromEntries(names.map((name, index) => [name, parts[index] ?? 0]))
}
