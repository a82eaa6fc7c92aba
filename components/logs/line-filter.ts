import type { LogLine } from "./log-line.ts"

/**
 * The lines of a log that some condition keeps. Asked again after lines came or went, it looks at the new ones only: the
 * numbers of lines follow on each other.
 */
export class LineFilter {
  #from: readonly LogLine[] = []
  #kept: readonly LogLine[] = []
  readonly #keeps: (line: LogLine) => boolean

  constructor(keeps: (line: LogLine) => boolean) {
    this.#keeps = keeps
  }

  apply(lines: readonly LogLine[]): readonly LogLine[] {
    if (lines !== this.#from) {
      this.#kept = this.#update(lines)
      this.#from = lines
    }
    return this.#kept
  }

  #update(lines: readonly LogLine[]): readonly LogLine[] {
    const first = lines[0]
    const oldFirst = this.#from[0]
    const oldLast = this.#from.at(-1)
    if (!first || !oldFirst || !oldLast || first.n < oldFirst.n || lines[oldLast.n - first.n] !== oldLast)
      return lines.filter(this.#keeps)
    const goneTo = findFirst(this.#kept, first.n)
    const added = lines.slice(oldLast.n - first.n + 1).filter(this.#keeps)
    if (goneTo === 0 && added.length === 0) return this.#kept
    return (goneTo === 0 ? this.#kept : this.#kept.slice(goneTo)).concat(added)
  }
}

/** Where the first line stands whose number is at least `n`; the length if there is none. */
export function findFirst(lines: readonly LogLine[], n: number): number {
  let from = 0
  let to = lines.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((lines[middle]?.n ?? n) < n) from = middle + 1
    else to = middle
  }
  return from
}

/** Which of the lines this is, from 1; 0: none of them. */
export function placeIn(lines: readonly LogLine[], n: number): number {
  const at = findFirst(lines, n)
  return lines[at]?.n === n ? at + 1 : 0
}
