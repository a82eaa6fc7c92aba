import { expect, test } from "vitest"

import { conditionsOf } from "./conditions-of.ts"

const POLLED = { type: "MemoryLimit", reason: "Polled", message: "no control group" }
const PLAIN = { type: "Sandbox", reason: "Unavailable", message: "no sandbox" }

test("what living instances say is said once, whatever their number", () => {
  const instances = [
    { phase: "Ready", conditions: [POLLED, PLAIN] },
    { phase: "Starting", conditions: [POLLED] },
    { phase: "Draining", conditions: [] },
  ]
  expect(conditionsOf(instances)).toEqual([POLLED, PLAIN])
})

test("ended instances and unreadable conditions say nothing", () => {
  expect(conditionsOf([{ phase: "Stopped", conditions: [PLAIN] }])).toEqual([])
  expect(conditionsOf([{ phase: "Ready", conditions: "broken" }])).toEqual([])
  expect(conditionsOf([])).toEqual([])
})
