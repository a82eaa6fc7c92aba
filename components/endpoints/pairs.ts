/** A tag or property as it is typed: it may have no name yet, or a name twice. */
export interface Pair {
  readonly name: string
  readonly value: string
}

/** What is wrong with a row, if anything. */
export type PairProblem = "empty" | "twice" | null

/** Rows for a map, in the order of the map. */
export function toPairs(map: Readonly<Record<string, string>>): readonly Pair[] {
  return Object.entries(map).map(([name, value]) => ({ name, value }))
}

/** The map that rows make; of a name that is there twice the last. */
export function fromPairs(pairs: readonly Pair[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map(({ name, value }) => [name.trim(), value]))
}

/** The problem of each row. */
export function pairProblems(pairs: readonly Pair[]): readonly PairProblem[] {
  const names = pairs.map(({ name }) => name.trim())
  return names.map((name, index) => (name === "" ? "empty" : names.indexOf(name) < index ? "twice" : null))
}
