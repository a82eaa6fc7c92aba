import { expect, test } from "vitest"

import { relevantLines } from "./relevant-log.ts"

const plain = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`)

test("a log is read from just before its first error", () => {
  const log = [...plain(10), "ValueError: no weights", ...plain(10)]
  expect(relevantLines(log).slice(0, 2)).toEqual(["line 9", "ValueError: no weights"])
  expect(relevantLines(log)).toHaveLength(8)
})

test("an error near the end is shown with what led to it, and a quiet log by its end", () => {
  expect(relevantLines([...plain(20), "Killed"]).at(-1)).toBe("Killed")
  expect(relevantLines([...plain(20), "Killed"])).toHaveLength(8)
  expect(relevantLines(plain(20))).toEqual(plain(20).slice(-8))
  expect(relevantLines([])).toEqual([])
})
