import { expect, test } from "vitest"

import { fromPairs, pairProblems, toPairs } from "./pairs.ts"

test("a map comes back from its rows", () => {
  const map = { team: "a", "cost centre": "7", empty: "" }
  expect(fromPairs(toPairs(map))).toEqual(map)
})

test("a row without a name and a name that is there twice are told", () => {
  const rows = [
    { name: "team", value: "a" },
    { name: "  ", value: "b" },
    { name: "team ", value: "c" },
  ]
  expect(pairProblems(rows)).toEqual([null, "empty", "twice"])
})
