const NAMES_MAX = 3

/** Names that differ from a mistyped one by few letters, the nearest first. */
export function nearNames(wanted: string, names: readonly string[]): readonly string[] {
  if (wanted === "") return []
  const lettersMax = Math.max(1, Math.floor(wanted.length / 3))
  return names
    .map((name) => ({ name, apart: lettersApart(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ apart }) => apart <= lettersMax)
    .toSorted((a, b) => a.apart - b.apart)
    .slice(0, NAMES_MAX)
    .map(({ name }) => name)
}

/** Letters to add, drop or change between two words (Levenshtein). */
function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let index = 0; index < one.length; index++) {
    const next = [index + 1]
    for (let at = 0; at < other.length; at++) {
      const changed = (row[at] ?? 0) + (one[index] === other[at] ? 0 : 1)
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
