import { expect, test } from "vitest"

import { detectLevel } from "./detect-level.ts"

test.each([
  ["I [2] [-] caudal.runtime - Serving: score.py", "info"],
  ["W [2] [ab-1] root - slow", "warn"],
  ["C [2] [-] root - gone", "error"],
  ["I [2] [-] print - row 3: 0.5", "info"],
  ['I [2] [-] print - {"level": "debug", "n": 1}', "debug"],
  ["I [2] [-] print - 2026-11-25 ERROR the model is missing", "error"],
  ['{"severity":"WARNING","message":"x"}', "warn"],
  ["error: Failed to fetch", "error"],
  ["WARNING: pip is old", "warn"],
  ["Traceback (most recent call last):", "error"],
  ["json.decoder.JSONDecodeError: Expecting property name", "error"],
  ["KeyError", "error"],
  [" + numpy==2.4.6", "other"],
  ["an error in the middle of a sentence", "other"],
  ["", "other"],
] as const)("%s is %s", (line, level) => {
  expect(detectLevel(line, "other")).toBe(level)
})

test("the frames of a traceback count as the error that they belong to", () => {
  expect(detectLevel('  File "score.py", line 4, in run', "error")).toBe("error")
  expect(detectLevel("plain text that follows", "error")).toBe("other")
})
