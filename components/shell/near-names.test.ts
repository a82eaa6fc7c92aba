import { expect, test } from "vitest"

import { nearNames } from "./near-names.ts"

test("a mistyped name leads to the one that was meant", () => {
  expect(nearNames("diabetis", ["fraud", "diabetes", "traffic-lab"])).toEqual(["diabetes"])
  expect(nearNames("Diabtes", ["diabetes"])).toEqual(["diabetes"])
})

test("what is not alike is not offered", () => {
  expect(nearNames("churn", ["fraud", "diabetes"])).toEqual([])
  expect(nearNames("", ["a"])).toEqual([])
})
