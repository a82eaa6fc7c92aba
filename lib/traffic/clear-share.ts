import { shareOut } from "./share-out.ts"

/**
 * The split in which one deployment has nothing, for instance because it is to be deleted: the others take its share in
 * proportion to theirs. If none of them has one, nobody is picked for them: all are 0, traffic is off.
 *
 * @param shares of every deployment of the endpoint, percent
 */
export function clearShare(shares: Readonly<Record<string, number>>, name: string): Record<string, number> {
  const others = Object.entries(shares).filter(([other, percent]) => other !== name && percent > 0)
  const parts =
    others.length === 0
      ? []
      : shareOut(
          100,
          others.map(([, percent]) => percent),
        )
  const cleared = Object.fromEntries(Object.keys(shares).map((one) => [one, 0]))
  return { ...cleared, ...Object.fromEntries(others.map(([other], index) => [other, parts[index] ?? 0])) }
}
