import { expect, test } from "vitest"

import { findFirst, LineFilter, placeIn } from "./line-filter.ts"
import { LineParser } from "./line-parser.ts"

const parser = new LineParser()
const all = Array.from({ length: 10 }, (_unused, n) => parser.parse(`2026-01-01T00:00:00.000Z line ${n}`)).flat()

test("a line is looked at once, however often lines come and go", () => {
  const seen: number[] = []
  const filter = new LineFilter(({ n }) => {
    seen.push(n)
    return n % 2 === 0
  })
  const numbers = (from: number, to: number) => filter.apply(all.slice(from, to)).map(({ n }) => n)
  expect(numbers(0, 4)).toEqual([0, 2])
  expect(numbers(0, 7)).toEqual([0, 2, 4, 6])
  expect(numbers(3, 9)).toEqual([4, 6, 8])
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  // Older lines came in front: everything is looked at anew.
  expect(numbers(1, 9)).toEqual([2, 4, 6, 8])
})

test("finds the line with a number, or the next one", () => {
  const kept = all.filter(({ n }) => n % 3 === 0)
  expect([findFirst(kept, 3), findFirst(kept, 4), findFirst(kept, 99), findFirst([], 1)]).toEqual([1, 2, 4, 0])
  expect([placeIn(kept, 0), placeIn(kept, 9), placeIn(kept, 4)]).toEqual([1, 4, 0])
})
