import Anser from "anser"

import { cx } from "#components/ui/cx.ts"

import { colourClass } from "./colour-class.ts"
import type { LogLine } from "./log-line.ts"
import { hasColours } from "./plain-text.ts"
import type { Range } from "./search-query.ts"

/** Characters of a line that the list shows; its details have them all. */
export const SHOWN_MAX = 2000

/** A part of a line that looks the same from its first to its last character. */
export interface Piece {
  readonly text: string
  readonly className: string
  /** Found by the search. */
  readonly isFound: boolean
  /** The id of the request that wrote the line. */
  readonly isRequest: boolean
}

const DECORATIONS: Readonly<Record<string, string>> = {
  bold: "font-semibold",
  dim: "opacity-80",
  italic: "italic",
  underline: "underline",
  strikethrough: "line-through",
}

interface Run {
  readonly text: string
  readonly className: string
}

/** Cuts a line where its look changes: by its own colours, by what was found, around the request's id. */
export function linePieces(line: LogLine, found: readonly Range[], isWhole = false): readonly Piece[] {
  const runs = hasColours(line.text) ? colourRuns(line.text) : [{ text: line.plain, className: "" }]
  const request = requestRange(line)
  const end = isWhole ? Number.POSITIVE_INFINITY : SHOWN_MAX
  const edges = [...found, ...(request ? [request] : [])].flat()
  const pieces: Piece[] = []
  let at = 0
  for (const { text, className } of runs) {
    const runEnd = Math.min(at + text.length, end)
    const cuts = [at, ...edges.filter((edge) => edge > at && edge < runEnd).toSorted((a, b) => a - b), runEnd]
    for (let index = 1; index < cuts.length; index++) {
      const [from = 0, to = 0] = [cuts[index - 1], cuts[index]]
      if (from >= to) continue
      pieces.push({
        text: line.plain.slice(from, to),
        className,
        isFound: found.some((range) => isInside(from, range)),
        isRequest: request !== null && isInside(from, request),
      })
    }
    at += text.length
    if (at >= end) break
  }
  return pieces
}

const isInside = (at: number, [from, to]: Range) => at >= from && at < to

function requestRange({ plain, requestId }: LogLine): Range | null {
  if (requestId === null) return null
  const from = plain.indexOf(requestId)
  return from === -1 ? null : [from, from + requestId.length]
}

function colourRuns(text: string): readonly Run[] {
  return Anser.ansiToJson(text, { json: true, remove_empty: true }).map(({ content, fg, bg, decorations }) => {
    const isReversed = decorations.includes("reverse")
    return {
      text: content,
      className: cx(
        isReversed ? "bg-fg text-bg" : fg && colourClass(fg, "text"),
        !isReversed && bg && colourClass(bg, "fill"),
        ...decorations.map((decoration) => DECORATIONS[decoration]),
      ),
    }
  })
}
