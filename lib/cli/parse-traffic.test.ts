import { expect, test } from "vitest"

import { parseTraffic } from "./parse-traffic.ts"

test.each([
  [["blue=90 green=10"], { blue: 90, green: 10 }],
  [["blue=90", "green=10"], { blue: 90, green: 10 }],
  [["blue=90,green=10"], { blue: 90, green: 10 }],
  [["Blue=100%"], { blue: 100 }],
  [["blue=0 green=0"], { blue: 0, green: 0 }],
])("--traffic %j", (words, traffic) => {
  expect(parseTraffic(words, "--traffic")).toEqual(traffic)
})

test.each([
  [["blue"], "'blue' must be NAME=PERCENT"],
  [["blue=ten"], "'blue=ten' must be NAME=PERCENT"],
  [["blue=9.5"], "must be NAME=PERCENT"],
  [["blue=-1"], "must be NAME=PERCENT"],
  [["blue=50 BLUE=50"], "'blue' stands twice"],
])("--traffic %j is refused", (words, message) => {
  expect(() => parseTraffic(words, "--traffic")).toThrow(message)
})
