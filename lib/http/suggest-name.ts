/** Edits between two texts: insertions, deletions, replacements. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_unused, index) => index)
  for (const [i, left] of a.split("").entries()) {
    const next = [i + 1]
    for (const [j, right] of b.split("").entries()) {
      const replace = (row[j] ?? 0) + (left === right ? 0 : 1)
      next.push(Math.min(replace, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const COMPARED_LENGTH_MAX = 64

/** The known name that `name` was probably meant to be, or null if none is near. */
export function suggestName(name: string, known: readonly string[]): string | null {
  if (name.length > COMPARED_LENGTH_MAX) return null
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_]/g, "")
  const ranked = known
    .filter((candidate) => candidate.length <= COMPARED_LENGTH_MAX)
    .map((candidate) => ({ candidate, edits: distance(plain(name), plain(candidate)) }))
    .toSorted((a, b) => a.edits - b.edits)
  const best = ranked[0]
  return best && best.edits <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : null
}
