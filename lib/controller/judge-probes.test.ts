import { expect, test } from "vitest"

import { countProbe, judgeProbes, NO_PROBES, startingPeriodMs } from "./judge-probes.ts"

const probe = { initial_delay: 1, period: 1, timeout: 1, success_threshold: 2, failure_threshold: 3 }

const judge = (results: readonly boolean[]) => judgeProbes(results.reduce(countProbe, NO_PROBES), probe)

test.each([
  { results: [], says: null },
  { results: [true], says: null },
  { results: [true, true], says: "ok" },
  { results: [true, true, true], says: "ok" },
  { results: [false, false], says: null },
  { results: [false, false, false], says: "failed" },
  { results: [false, false, false, false], says: "failed" },
])("$results in a row say $says with thresholds 2 and 3", ({ results, says }) => {
  expect(judge(results)).toBe(says)
})

test("only results in a row count: one of the other kind starts both counts afresh", () => {
  expect(judge([true, false, true])).toBe(null)
  expect(judge([false, false, true, false, false])).toBe(null)
  expect(judge([false, false, true, false, false, false])).toBe("failed")
  expect(judge([false, false, false, true, true])).toBe("ok")
})

test("an instance that starts is probed many times a second for half a minute, then once a second", () => {
  expect(startingPeriodMs(1000, 1000)).toBeLessThanOrEqual(50)
  expect(startingPeriodMs(1000, 30_999)).toBeLessThanOrEqual(50)
  expect(startingPeriodMs(1000, 31_000)).toBe(1000)
})
