import { expect, test } from "vitest"

import { raiseDelay } from "./raise-delay.ts"

test("a delay grows to a minute, then doubles, and never beyond what the API takes", () => {
  expect([10, 60, 100, 2000, 3600].map((initial_delay) => raiseDelay({ initial_delay }))).toEqual([
    60,
    120,
    200,
    3600,
    null,
  ])
})
