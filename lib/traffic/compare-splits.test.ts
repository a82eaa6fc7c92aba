import fc from "fast-check"
import { expect, test } from "vitest"

import { compareSplits, isSameSplit } from "./compare-splits.ts"
import { shareOut } from "./share-out.ts"

const NAMES = ["blue", "green", "v7"] as const
type Shares = Readonly<Record<string, number>>
const merge = (base: Shares, mine: Shares, theirs: Shares) =>
  Object.fromEntries(compareSplits(NAMES, { base, mine, theirs }).map(({ name, merged }) => [name, merged]))

test("what only one of us changed stays as it was changed; what both changed makes up the 100", () => {
  expect(merge({ blue: 100 }, { blue: 80, v7: 20 }, { blue: 90, green: 10 })).toEqual({ blue: 70, green: 10, v7: 20 })
  expect(merge({ blue: 90, v7: 10 }, { blue: 100 }, { blue: 80, green: 10, v7: 10 })).toEqual({
    blue: 90,
    green: 10,
    v7: 0,
  })
})

test("where both changed everything it is mine", () => {
  expect(merge({ blue: 100 }, { blue: 90, green: 10 }, { blue: 50, green: 50 })).toEqual({ blue: 90, green: 10, v7: 0 })
})

test("where both of us raised more than there is, mine stays and theirs gives way", () => {
  expect(merge({ blue: 100 }, { blue: 20, green: 80 }, { blue: 30, v7: 70 })).toEqual({ blue: 0, green: 80, v7: 20 })
})

test("a share that both changed to different values is marked; one that both changed alike is not", () => {
  const rows = compareSplits(NAMES, {
    base: { blue: 100 },
    mine: { blue: 90, green: 10 },
    theirs: { blue: 50, green: 10, v7: 40 },
  })
  expect(rows.map(({ isClash }) => isClash)).toEqual([true, false, false])
})

test("traffic that I turned off stays off", () => {
  expect(merge({ blue: 100 }, {}, { blue: 50, green: 50 })).toEqual({ blue: 0, green: 0, v7: 0 })
})

const splits = fc
  .array(fc.nat(100), { minLength: 3, maxLength: 3 })
  .map((weights) => Object.fromEntries(shareOut(100, weights).map((part, index) => [NAMES[index] ?? "", part])))

test("whatever two people did, what comes out sums to 100", () => {
  fc.assert(
    fc.property(splits, splits, splits, (base, mine, theirs) => {
      const merged = merge(base, mine, theirs)
      const shares = Object.values(merged)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100)
      expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true)
    }),
  )
})

test("without a change of theirs it is mine, without one of mine it is theirs", () => {
  fc.assert(
    fc.property(splits, splits, (base, other) => {
      expect(isSameSplit(NAMES, merge(base, other, base), other)).toBe(true)
      expect(isSameSplit(NAMES, merge(base, base, other), other)).toBe(true)
    }),
  )
})
