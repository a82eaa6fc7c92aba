import { expect, test } from "vitest"

import { assignLooks } from "./deployment-look.ts"

const slots = (names: readonly string[]) => names.map((name) => assignLooks(names).get(name)?.slot)

test("blue is blue and green is green, whatever else there is and whenever they came", () => {
  expect(slots(["canary", "green", "Blue"])).toEqual([3, 2, 1])
})

test("a deployment keeps its look when others come after it, and the sixth is grey", () => {
  expect(slots(["a", "b"])).toEqual([1, 2])
  expect(slots(["a", "b", "c", "d", "e", "f"])).toEqual([1, 2, 3, 4, 5, null])
})

test("no two of the first five look the same, also where one of them is called by a colour", () => {
  const looks = [...assignLooks(["a", "b", "green", "c", "blue"]).values()]
  expect(new Set(looks.map(({ mark }) => mark)).size).toBe(5)
})
