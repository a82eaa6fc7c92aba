import { expect, test } from "vitest"

import { parseLogLine } from "./logs.ts"
import { parseStat } from "./process-identity.ts"

const FIELDS = "S 10 20 30 0 -1 4194304 73 0 0 0 0 0 0 0 20 0 1 0 150383 2560000 355"

test("a process whose name imitates the fields is still read right", () => {
  expect(parseStat(`42 (a) R 1 2 (b ) ${FIELDS}`)).toEqual({ pid: 42, state: "S", session: 30, startTime: 150_383 })
})

test("half a line is no process", () => {
  expect(parseStat("42 (python3) S 1 2")).toBeNull()
  expect(parseStat("")).toBeNull()
})

test("a line of output keeps its spaces and whatever looks like a stamp", () => {
  expect(parseLogLine("2026-01-02T03:04:05.678Z stderr   two  2026-01-02T03:04:05.678Z stdout x")).toEqual({
    at: "2026-01-02T03:04:05.678Z",
    stream: "stderr",
    text: "  two  2026-01-02T03:04:05.678Z stdout x",
  })
})

test("an empty line is a line; one of another stream is none", () => {
  expect(parseLogLine("2026-01-02T03:04:05.678Z stdout ")?.text).toBe("")
  expect(parseLogLine("2026-01-02T03:04:05.678Z stdlog x")).toBeNull()
})
