/** Where something was found: from, and up to without. */
export type Range = readonly [from: number, to: number]

/** A search, ready to be asked about many lines. */
export interface LineSearch {
  readonly isEmpty: boolean
  /** A `/pattern/` that is none; it is then searched as text. */
  readonly badPattern: string | null
  readonly matches: (plain: string) => boolean
  /** What to mark in a line, in order and without overlaps. */
  readonly find: (plain: string) => readonly Range[]
}

const TERM = /(-?)(?:"([^"]*)"?|\/((?:[^/\\]|\\.)+)\/(i?)(?=\s|$)|(\S+))/g
/** So many marks in one line are enough to see. */
const MARKS_MAX = 200

const literal = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

function compile(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags)
  } catch {
    return null
  }
}

/**
 * A search as people type it: `text`, `"a phrase"`, `-not`, `/pattern/`, `/pattern/i`. Every term must be there and no
 * excluded one. Text is found in upper and lower case.
 */
export function parseSearch(query: string): LineSearch {
  const wanted: RegExp[] = []
  const excluded: RegExp[] = []
  let badPattern: string | null = null
  for (const [whole, minus, phrase, pattern, flag, word] of query.matchAll(TERM)) {
    const text = phrase ?? word ?? ""
    const compiled = pattern === undefined ? null : compile(pattern, flag === "i" ? "gi" : "g")
    if (pattern !== undefined && compiled === null) badPattern = whole
    // A minus alone, or quotes with nothing in them yet, say nothing.
    if (pattern === undefined && (text === "" || whole === "-")) continue
    const term = compiled ?? new RegExp(literal(pattern === undefined ? text : whole), "gi")
    if (minus === "-") excluded.push(term)
    else wanted.push(term)
  }
  return {
    isEmpty: wanted.length === 0 && excluded.length === 0,
    badPattern,
    matches: (plain) => wanted.every((term) => has(term, plain)) && !excluded.some((term) => has(term, plain)),
    find: (plain) => merge(wanted.flatMap((term) => rangesOf(term, plain))),
  }
}

function has(term: RegExp, plain: string): boolean {
  term.lastIndex = 0
  return term.test(plain)
}

function rangesOf(term: RegExp, plain: string): Range[] {
  const ranges: Range[] = []
  for (const match of plain.matchAll(term)) {
    if (match[0] !== "") ranges.push([match.index, match.index + match[0].length])
    if (ranges.length >= MARKS_MAX) break
  }
  return ranges
}

function merge(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1)
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)]
    else merged.push([from, to])
  }
  return merged
}
