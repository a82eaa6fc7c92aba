import { expect, test } from "vitest"

import { LineCursor } from "./line-cursor.ts"

const read = (cursor: LineCursor, lines: readonly string[]) => lines.map((line) => cursor.read(line))
const FIRST = ["2026-01-01T00:00:01.000Z a", "2026-01-01T00:00:02.000Z b", "2026-01-01T00:00:02.000Z b"]

test("a stream that is opened again shows no line twice, also of several at one time", () => {
  const cursor = new LineCursor()
  cursor.restart()
  expect(read(cursor, FIRST)).toEqual(["new", "new", "new"])
  cursor.restart()
  const again = [...FIRST, "2026-01-01T00:00:02.000Z b", "2026-01-01T00:00:03.000Z c"]
  expect(read(cursor, again)).toEqual(["known", "known", "known", "new", "new"])
})

test("what was missed between two streams is told", () => {
  const cursor = new LineCursor()
  read(cursor, FIRST)
  cursor.restart()
  expect(read(cursor, ["2026-01-01T00:00:09.000Z x", "2026-01-01T00:00:09.000Z y"])).toEqual(["after-gap", "new"])
})

test("the same instance goes on where it was; another one that took its place is new from its first line", () => {
  const cursor = new LineCursor()
  const one = ["2026-01-01T00:00:00.000Z Instance ins_1, generation 1", ...FIRST]
  read(cursor, one)
  cursor.restart()
  expect(read(cursor, one)).toEqual(["known", "known", "known", "known"])
  cursor.restart()
  const two = ["2026-01-01T00:00:01.500Z Instance ins_2, generation 2", "2026-01-01T00:00:01.600Z z"]
  expect(read(cursor, two)).toEqual(["new", "new"])
})
