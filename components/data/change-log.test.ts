import { expect, test } from "vitest"

import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import { ChangeLog } from "./change-log.ts"

const MINUTE_MS = 60_000
const READ_AT_MS = 100 * MINUTE_MS
const traffic = (endpoint: string) => fillPath(apiPaths.traffic, { workspace: "default", endpoint })

test("an answer that was read before a change of what it tells is outdated, one read after it is not", () => {
  const log = new ChangeLog()
  log.note({ kind: "endpoints", endpoint: "a" }, READ_AT_MS + MINUTE_MS)
  expect(log.isOutdated(traffic("a"), READ_AT_MS)).toBe(true)
  expect(log.isOutdated(traffic("b"), READ_AT_MS)).toBe(false)
  expect(log.isOutdated(traffic("a"), READ_AT_MS + 2 * MINUTE_MS)).toBe(false)
})

test("a clock of the studio that is a little ahead hides no change", () => {
  const log = new ChangeLog()
  log.note({ kind: "endpoints", endpoint: "a" }, READ_AT_MS - 2000)
  expect(log.isOutdated(traffic("a"), READ_AT_MS)).toBe(true)
})

test("what was read before a stream began is outdated, whatever it tells", () => {
  const log = new ChangeLog()
  log.noteEverything(READ_AT_MS + MINUTE_MS)
  expect(log.isOutdated(apiPaths.me, READ_AT_MS)).toBe(true)
  expect(log.isOutdated(apiPaths.me, READ_AT_MS + 2 * MINUTE_MS)).toBe(false)
})

test("however much changes, nothing of it is forgotten", () => {
  const log = new ChangeLog()
  for (let n = 0; n < 2000; n++) log.note({ kind: "endpoints", endpoint: `e${n}` }, READ_AT_MS + MINUTE_MS)
  expect(log.isOutdated(traffic("e0"), READ_AT_MS)).toBe(true)
})
