import fc from "fast-check"
import { expect, test } from "vitest"

import { maxFor, rebalance } from "./rebalance.ts"
import type { SplitRow } from "./rebalance.ts"
import { shareOut } from "./share-out.ts"

const row = (name: string, percent: number, isLocked = false): SplitRow => ({ name, percent, isLocked })
const shares = (rows: readonly SplitRow[]) => rows.map(({ percent }) => percent)
const sum = (rows: readonly SplitRow[]) => shares(rows).reduce((all, percent) => all + percent, 0)

/** Any split of 100 over 2 to 20 deployments with any locks. */
const splits = fc
  .array(fc.record({ weight: fc.nat(100), isLocked: fc.boolean() }), { minLength: 2, maxLength: 20 })
  .map((given) => {
    const parts = shareOut(
      100,
      given.map(({ weight }) => weight),
    )
    return given.map(({ isLocked }, index) => row(`d${index}`, parts[index] ?? 0, isLocked))
  })
const moves = splits.chain((rows) =>
  fc.record({ rows: fc.constant(rows), index: fc.nat(rows.length - 1), wanted: fc.integer({ min: -20, max: 130 }) }),
)

test("whatever is moved, the sum is 100, shares are whole and from 0 to 100, and locked rows stay", () => {
  fc.assert(
    fc.property(moves, ({ rows, index, wanted }) => {
      const moved = rebalance(rows, `d${index}`, wanted)
      expect(sum(moved)).toBe(100)
      expect(shares(moved).every((share) => Number.isInteger(share) && share >= 0 && share <= 100)).toBe(true)
      for (const [at, one] of rows.entries()) if (one.isLocked && at !== index) expect(moved[at]).toEqual(one)
    }),
    { numRuns: 2000 },
  )
})

test("a row gets what was asked for, as far as locked rows leave it", () => {
  fc.assert(
    fc.property(moves, ({ rows, index, wanted }) => {
      const name = `d${index}`
      const isAlone = rows.every((one) => one.name === name || one.isLocked)
      const cap = maxFor(rows, name)
      const given = rebalance(rows, name, wanted)[index]?.percent
      expect(given).toBe(isAlone ? cap : Math.max(0, Math.min(cap, wanted)))
    }),
  )
})

test("dragging away and back finds every share as it was", () => {
  fc.assert(
    fc.property(moves, ({ rows, index }) => {
      expect(rebalance(rows, `d${index}`, rows[index]?.percent ?? 0)).toEqual(rows)
    }),
  )
})

test("what one gives up goes to the others in proportion; to the first if they have nothing", () => {
  expect(shares(rebalance([row("a", 60), row("b", 30), row("c", 10)], "a", 20))).toEqual([20, 60, 20])
  expect(shares(rebalance([row("a", 100), row("b", 0), row("c", 0)], "a", 90))).toEqual([90, 10, 0])
  expect(shares(rebalance([row("a", 50), row("b", 30, true), row("c", 20)], "c", 90))).toEqual([0, 30, 70])
})

test("a remainder that does not divide goes to the largest fractions, the first of equals first", () => {
  expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(shareOut(10, [0, 0])).toEqual([10, 0])
  expect(shareOut(0, [5, 5])).toEqual([0, 0])
})
