import { expect, test } from "vitest"

import { LineParser } from "./line-parser.ts"
import { stepFrom } from "./step-from.ts"

const parser = new LineParser()
const lines = Array.from({ length: 9 }, (_unused, n) => parser.parse(`2026-01-01T00:00:00.000Z ${n}`)).flat()
const found = lines.filter(({ n }) => n === 2 || n === 5)

test("goes from match to match, around the ends, also from a line between two", () => {
  const step = (n: number | null, by: 1 | -1) => stepFrom(found, n, by)?.n
  expect([step(null, 1), step(null, -1), step(2, 1), step(5, 1), step(2, -1), step(3, 1), step(3, -1)]).toEqual([
    2, 5, 5, 2, 5, 5, 2,
  ])
  expect(stepFrom([], 3, 1)).toBeNull()
})
