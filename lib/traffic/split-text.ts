/** A split as short text for an address: `blue.90,green.10`. Names never hold a dot or a comma. */
export function formatSplit(shares: ReadonlyArray<{ readonly name: string; readonly percent: number }>): string {
  return shares.map(({ name, percent }) => `${name}.${percent}`).join(",")
}

/**
 * Reads what `formatSplit` wrote, or somebody by hand. Deployments that are not named have 0; names that do not exist are
 * left out.
 *
 * @param names deployments of the endpoint
 * @returns null if it is no split of them
 */
export function parseSplit(text: string, names: readonly string[]): Record<string, number> | null {
  const shares = Object.fromEntries(names.map((name) => [name, 0]))
  let isAny = false
  for (const part of text.split(",")) {
    const [, name = "", percent] = /^([A-Za-z0-9-]+)\.(\d{1,3})$/.exec(part) ?? []
    if (percent === undefined || Number(percent) > 100) return null
    const own = names.find((one) => one.toLowerCase() === name.toLowerCase())
    if (own === undefined) continue
    shares[own] = Number(percent)
    isAny = true
  }
  return isAny ? shares : null
}
