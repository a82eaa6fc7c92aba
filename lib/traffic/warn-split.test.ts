import { expect, test } from "vitest"

import { warnSplit } from "./warn-split.ts"

const blue = { name: "blue", currentPercent: 90, readyInstances: 1, isChanging: false, hasAnswered: true }
const green = { name: "green", currentPercent: 10, readyInstances: 1, isChanging: false, hasAnswered: true }
const warn = (wanted: Record<string, number>, change: Partial<typeof green> = {}) =>
  warnSplit(wanted, [blue, { ...green, ...change }])

test("a deployment that is ready and has answered may take more without a word", () => {
  expect(warn({ blue: 50, green: 50 })).toEqual([])
})

test("more for a deployment that cannot answer, is changing or never answered is warned of", () => {
  const wanted = { blue: 50, green: 50 }
  expect(warn(wanted, { readyInstances: 0, hasAnswered: false })).toEqual([{ kind: "not_ready", deployment: "green" }])
  expect(warn(wanted, { isChanging: true, hasAnswered: false })).toEqual([
    { kind: "changing", deployment: "green" },
    { kind: "untested", deployment: "green" },
  ])
})

test("the same or less for it is never warned of", () => {
  expect(warn({ blue: 95, green: 5 }, { readyInstances: 0 })).toEqual([])
  expect(warn({ blue: 90, green: 10 }, { readyInstances: 0 })).toEqual([])
})

test("turning traffic off is warned of, once it is on", () => {
  expect(warn({})).toEqual([{ kind: "off" }])
  expect(warnSplit({}, [{ ...blue, currentPercent: 0 }])).toEqual([])
})
