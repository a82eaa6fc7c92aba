import fc from "fast-check"
import { expect, test } from "vitest"

import { pickInstance } from "./pick-instance.ts"

const one = (outstanding: number, avoidUntilMs = 0) => ({ outstanding, avoidUntilMs })
const instances = fc.array(
  fc.record({ outstanding: fc.integer({ min: 0, max: 4 }), avoidUntilMs: fc.constantFrom(0, 100) }),
  { maxLength: 8 },
)

test("an instance is found exactly when one is free, and the found one is free", () => {
  fc.assert(
    fc.property(instances, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (all, drawn) => {
      const picked = pickInstance(all, 3, 50, () => drawn)
      const free = all.filter((each) => each.outstanding < 3 && each.avoidUntilMs <= 50)
      expect(picked === undefined ? free.length === 0 : free.includes(picked)).toBe(true)
    }),
  )
})

test("of the two that are compared the less loaded takes the request", () => {
  const busy = one(2)
  const idle = one(0)
  for (const drawn of [0, 0.3, 0.6, 0.99]) expect(pickInstance([busy, idle], 3, 0, () => drawn)).toBe(idle)
})

test("an avoided instance is asked again once its time is over", () => {
  const all = [one(0, 10)]
  expect(pickInstance(all, 1, 9, Math.random)).toBeUndefined()
  expect(pickInstance(all, 1, 10, Math.random)).toBe(all[0])
})
