import { expect, test } from "vitest"

import { chooseFreeName } from "./find-free-name.ts"
import { resourceName } from "./names.ts"

test.each([
  ["diabetes", [], "diabetes"],
  ["Diabetes", ["diabetes"], "Diabetes-2"],
  ["diabetes", ["diabetes", "diabetes-2", "diabetes-4"], "diabetes-3"],
  ["a".repeat(32), ["a".repeat(32)], `${"a".repeat(30)}-2`],
  [`${"a".repeat(29)}-bc`, [`${"a".repeat(29)}-bc`], `${"a".repeat(29)}-2`],
])("of %s, when %j are taken, %s is free", (base, taken, expected) => {
  expect(chooseFreeName(base, taken)).toBe(expected)
  expect(resourceName.safeParse(expected).success).toBe(true)
})
