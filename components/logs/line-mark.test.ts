import { expect, test } from "vitest"

import { findMarked, isLineMark, isMarked, lineMark } from "./line-mark.ts"
import { LineParser } from "./line-parser.ts"

const parser = new LineParser(40)
const lines = ["01.000", "02.000", "02.000", "02.000", "09.000"].flatMap((at, n) =>
  parser.parse(`2026-01-01T00:00:${at}Z line ${n}`),
)

test("a link leads to the line it was made for, also among several of one time", () => {
  for (const line of lines) expect(findMarked(lines, lineMark(lines, line))).toBe(line)
  expect(lines.map((line) => lineMark(lines, line).split("-")[1] ?? "0")).toEqual(["0", "0", "1", "2", "0"])
})

test("of a line that is gone the next one is shown, or none", () => {
  expect(findMarked(lines, String(Date.parse("2026-01-01T00:00:05Z")))?.plain).toBe("line 4")
  expect(lines.map((line) => isMarked(line, String(Date.parse("2026-01-01T00:00:01Z"))))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
  expect(findMarked(lines, String(Date.parse("2026-01-01T00:01:00Z")))).toBeNull()
  expect(findMarked([], "17")).toBeNull()
})

test("what is no mark in an address is none", () => {
  expect(["1764076358441", "1764076358441-2", "x", "", "1-2-3"].map(isLineMark)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
