import fc from "fast-check"
import { expect, test } from "vitest"

import { checkSplit } from "./check-split.ts"

const blue = { name: "blue", readyInstances: 2, currentPercent: 100 }
const green = { name: "green", readyInstances: 1, currentPercent: 0 }
const codes = (wanted: Record<string, number>, deployments = [blue, green]) =>
  checkSplit(wanted, deployments).invalid.map(({ code }) => code)

test("a split that sums to 100 or to 0 passes", () => {
  expect(codes({ blue: 90, green: 10 })).toEqual([])
  expect(codes({ blue: 0, green: 0 })).toEqual([])
  expect(codes({})).toEqual([])
})

test("any other sum is refused with the sum in the message", () => {
  const { invalid } = checkSplit({ blue: 90, green: 9 }, [blue, green])
  expect(invalid).toHaveLength(1)
  expect(invalid[0]?.message).toContain("They sum to 99")
})

test("an unknown deployment is refused with the names that exist", () => {
  const { invalid } = checkSplit({ blue: 90, gren: 10 }, [blue, green])
  expect(invalid[0]).toMatchObject({ code: "unknown_deployment", target: "traffic.gren" })
  expect(invalid[0]?.message).toContain("blue, green")
})

test("names are compared in lower case and stored as the deployment spells them; zero shares are dropped", () => {
  expect(checkSplit({ BLUE: 100, Green: 0 }, [blue, green]).traffic).toEqual({ blue: 100 })
  expect(codes({ blue: 50, BLUE: 50 })).toEqual(["duplicate"])
})

test("only a rising share needs a ready instance", () => {
  const sick = { name: "green", readyInstances: 0, currentPercent: 10 }
  const current = { ...blue, currentPercent: 90 }
  expect(checkSplit({ blue: 80, green: 20 }, [current, sick]).notReady).toEqual(["green"])
  expect(checkSplit({ blue: 90, green: 10 }, [current, sick]).notReady).toEqual([])
  expect(checkSplit({ blue: 95, green: 5 }, [current, sick]).notReady).toEqual([])
})

test("whatever is sent, a split without complaint holds whole percents that sum to 0 or 100", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("blue", "green", "Blue", "x"), fc.double({ noNaN: true })), (wanted) => {
      const { traffic, invalid } = checkSplit(wanted, [blue, green])
      if (invalid.length > 0) return
      const shares = Object.values(traffic)
      expect([0, 100]).toContain(shares.reduce((total, share) => total + share, 0))
      expect(shares.every((share) => Number.isInteger(share) && share > 0 && share <= 100)).toBe(true)
    }),
  )
})
