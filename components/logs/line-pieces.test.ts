import { expect, test } from "vitest"

import { colourClass } from "./colour-class.ts"
import { linePieces, SHOWN_MAX } from "./line-pieces.ts"
import { LineParser } from "./line-parser.ts"
import { parseSearch } from "./search-query.ts"

const ESC = String.fromCodePoint(27)
function pieces(text: string, query = "") {
  const [line] = new LineParser().parse(`2026-01-01T00:00:00.000Z ${text}`)
  if (!line) throw new Error("A line is a line.")
  return linePieces(line, parseSearch(query).find(line.plain))
}

test("colours of a terminal and what was found may overlap", () => {
  expect(pieces(`a ${ESC}[1;31mred${ESC}[0m b`, "edx /ed b/")).toEqual([
    { text: "a ", className: "", isFound: false, isRequest: false },
    { text: "r", className: "text-bad font-semibold", isFound: false, isRequest: false },
    { text: "ed", className: "text-bad font-semibold", isFound: true, isRequest: false },
    { text: " b", className: "", isFound: true, isRequest: false },
  ])
})

test("the request's id is a piece of its own", () => {
  const parts = pieces("I [2] [0199-ab] print - x").filter(({ isRequest }) => isRequest)
  expect(parts.map(({ text }) => text)).toEqual(["0199-ab"])
})

test("a line of a megabyte is cut", () => {
  const text = "x".repeat(1_000_000)
  expect(pieces(text).map((piece) => piece.text.length)).toEqual([SHOWN_MAX])
})

test("every colour becomes one of the theme's", () => {
  const colours = ["187, 0, 0", "0, 187, 0", "187, 187, 0", "0, 0, 187", "187, 0, 187", "0, 187, 187", "255, 135, 0"]
  expect(colours.map((rgb) => colourClass(rgb, "text"))).toEqual([
    "text-bad",
    "text-ok",
    "text-warn",
    "text-accent",
    "text-chart-5",
    "text-info",
    "text-warn",
  ])
  expect(["0, 0, 0", "85, 85, 85", "255, 255, 255"].map((rgb) => colourClass(rgb, "text"))).toEqual([
    "text-fg",
    "text-fg-2",
    "text-fg",
  ])
})
