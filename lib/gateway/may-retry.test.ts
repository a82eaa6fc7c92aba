import { expect, test } from "vitest"

import { mayRetry } from "./may-retry.ts"

const base = { failure: "lost", hadBytes: false, isReused: true, method: "POST", canResend: true } as const

test.each([
  [{ failure: "not-sent", isReused: false }, true],
  [{ failure: "not-sent" }, true],
  [{ failure: "unread" }, true],
  [{ failure: "unread", isReused: false }, true],
  [{ failure: "lost" }, false],
  [{ failure: "lost", method: "GET" }, true],
  [{ failure: "lost", method: "HEAD" }, true],
  [{ failure: "lost", method: "GET", isReused: false }, false],
  [{ failure: "lost", method: "GET", hadBytes: true }, false],
  [{ failure: "not-sent", canResend: false }, false],
  [{ failure: "malformed" }, false],
  [{ failure: "aborted", method: "GET" }, false],
] as const)("%j is offered again: %s", (over, expected) => {
  expect(mayRetry({ ...base, ...over })).toBe(expected)
})
