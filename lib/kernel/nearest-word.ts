/** Longer words are compared with nothing: the work grows with the square of their length. */
const COMPARED_LENGTH_MAX = 64

/** Edit distance of two words: inserted, removed, changed and swapped letters count one each. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min(at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(i - 1, j - 1) + change, swap))
    }
  }
  return at(a.length, b.length)
}

/** The known words that differ from `word` by at most a third of its letters, the nearest first. Case, `-` and `_` do not count. */
export function nearWords(word: string, known: readonly string[]): string[] {
  if (word === "" || word.length > COMPARED_LENGTH_MAX) return []
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_]/g, "")
  return known
    .filter((candidate) => candidate.length <= COMPARED_LENGTH_MAX)
    .map((candidate) => ({ candidate, distance: editDistance(plain(word), plain(candidate)) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(word.length / 3)))
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate)
}

/** ` Did you mean 'X'?` with a leading space, or nothing when no known word is near or holds `word` as a part. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = nearWords(word, known)[0] ?? known.find((candidate) => word.length >= 4 && candidate.includes(word))
  return nearest === undefined ? "" : ` Did you mean '${nearest}'?`
}
