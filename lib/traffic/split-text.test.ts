import { expect, test } from "vitest"

import { formatSplit, parseSplit } from "./split-text.ts"

const NAMES = ["blue", "green"]

test("a split survives being written into an address", () => {
  const shares = [
    { name: "blue", percent: 90 },
    { name: "green", percent: 10 },
  ]
  expect(formatSplit(shares)).toBe("blue.90,green.10")
  expect(parseSplit(formatSplit(shares), NAMES)).toEqual({ blue: 90, green: 10 })
})

test("deployments that are gone are left out, new ones have 0, case does not matter", () => {
  expect(parseSplit("BLUE.90,gone.10", NAMES)).toEqual({ blue: 90, green: 0 })
})

test.each(["", "blue", "blue.x", "blue.101", "gone.10", "blue.90,,", "blue.-1", "blue.1.5"])("%j is none", (text) => {
  expect(parseSplit(text, NAMES)).toBeNull()
})
