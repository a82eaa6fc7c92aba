import { expect, test } from "vitest"

import { parseShare } from "./parse-share.ts"

test.each([
  ["25", 25],
  [" 25 % ", 25],
  ["25%", 25],
  ["0", 0],
  ["100", 100],
  ["1/4", 25],
  ["1 / 3", 33],
  ["+5", 15],
  ["-5", 5],
  ["+5%", 15],
] as const)("%j is a share", (text, percent) => {
  expect(parseShare(text, 10)).toBe(percent)
})

test.each(["", "x", "101", "-11", "+91", "2.5", "2,5", "1/0", "3/2", "1e1", "25 %%", "١"])("%j is none", (text) => {
  expect(parseShare(text, 10)).toBeNull()
})
