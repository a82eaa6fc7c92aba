import { detectLevel } from "./detect-level.ts"
import type { Level, LogLine } from "./log-line.ts"
import { plainText, settleLine } from "./plain-text.ts"

const TIMED = /^(\d{4}-\d\d-\d\dT\S+) (.*)$/s
const HEADLINE = /^Instance (\S+), generation \d+$/
const REQUEST = /^[A-Z] \[\d+\] \[([^\]\s]{2,})\] /

/** Who speaks from a line on, if the line says so. */
export function readHeadline(text: string): string | null {
  return HEADLINE.exec(text)?.[1] ?? null
}

/** Splits a line into its time and its text. What has no time has that of the line before. */
export function splitTime(raw: string, before: string): readonly [at: string, text: string] {
  const [, at, text] = TIMED.exec(raw) ?? []
  return at === undefined || text === undefined ? [before, raw] : [at, text]
}

/** Turns lines as the API gives them into lines of a page, one after the other. */
export class LineParser {
  #n: number
  #at = new Date(0).toISOString()
  #level: Level = "other"
  #instance: string | null = null

  /** @param n number of the first line */
  constructor(n = 0) {
    this.#n = n
  }

  /** @param isAfterGap whether lines before this one may be missing: a line that says so comes first. */
  parse(raw: string, isAfterGap = false): readonly LogLine[] {
    const [at, text] = splitTime(raw, this.#at)
    this.#at = at
    const gap = isAfterGap ? [this.#line({ text: "", kind: "gap" })] : []
    const speaker = readHeadline(text)
    if (speaker === null) return [...gap, this.#line({ text, kind: "line" })]
    this.#instance = speaker
    return [...gap, this.#line({ text, kind: "instance" })]
  }

  #line({ text, kind }: Pick<LogLine, "text" | "kind">): LogLine {
    const settled = settleLine(text)
    const plain = plainText(settled)
    this.#level = kind === "line" ? detectLevel(plain, this.#level) : "other"
    return {
      n: this.#n++,
      at: this.#at,
      text: settled,
      plain,
      level: this.#level,
      instance: this.#instance,
      requestId: kind === "line" ? (REQUEST.exec(plain)?.[1] ?? null) : null,
      kind,
    }
  }
}
