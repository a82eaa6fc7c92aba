import { expect, test } from "vitest"

import { describeEnd } from "./instance-end.ts"

const ENDED = { code: 1, signal: null, oom: false, phase: "init", error: null, startError: null, log: [] }

test("an end is told by its most telling cause", () => {
  const error = { kind: "init_failed", message: "no weights" }
  expect(describeEnd({ ...ENDED, startError: "no bwrap", oom: true })).toEqual({
    kind: "notStarted",
    message: "no bwrap",
  })
  expect(describeEnd({ ...ENDED, oom: true, signal: 9 })).toEqual({ kind: "memory" })
  expect(describeEnd({ ...ENDED, error })).toEqual({ kind: "script", message: "no weights" })
  expect(describeEnd({ ...ENDED, code: null, signal: 11 })).toEqual({ kind: "signal", signal: "SIGSEGV" })
  expect(describeEnd({ ...ENDED, code: null, signal: 64 })).toEqual({ kind: "signal", signal: "64" })
  expect(describeEnd({ ...ENDED, code: 3 })).toEqual({ kind: "exit", code: 3 })
  expect(describeEnd({ ...ENDED, code: null })).toEqual({ kind: "vanished" })
})
