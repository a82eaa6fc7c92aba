import { afterEach, expect, test, vi } from "vitest"

import { forgetRuns, loadRuns, storeRuns, withRun } from "./kept-runs.ts"
import type { KeptRun } from "./kept-runs.ts"
import { readRuns, subscribeRuns, writeRuns } from "./run-store.ts"

const run = (id: number, to: string, body = ""): KeptRun => ({
  id: String(id),
  atMs: id,
  to,
  input: { body, method: "POST", path: "score" },
  result: {
    status: 200,
    status_text: "OK",
    headers: {},
    body,
    is_base64: false,
    is_truncated: false,
    duration_ms: 2,
    first_byte_ms: 1,
    request_id: null,
    deployment: null,
  },
})

const sendAll = (count: number, to: (id: number) => string, body = "") =>
  Array.from({ length: count }, (_, id) => id).reduce<readonly KeptRun[]>(
    (runs, id) => withRun(runs, run(id, to(id), body)),
    [],
  )

afterEach(() => vi.unstubAllGlobals())

test("of each endpoint the newest fifty stay", () => {
  const runs = sendAll(120, (id) => (id % 2 === 0 ? "a" : "b"))
  expect(runs.filter(({ to }) => to === "a").map(({ atMs }) => atMs)).toEqual(
    Array.from({ length: 50 }, (_, n) => 118 - 2 * n),
  )
})

test("however many endpoints are tried, all their runs together leave room for the rest of the site", () => {
  const runs = sendAll(500, (id) => `endpoint-${id}`, "x".repeat(100_000))
  expect(runs[0]?.to).toBe("endpoint-499")
  expect(JSON.stringify(runs).length).toBeLessThan(1_010_000)
  expect(runs.length).toBeGreaterThan(20)
})

test("runs are kept until they are forgotten, and a browser that keeps nothing does no harm", () => {
  const kept = new Map<string, string>()
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  storeRuns([run(1, "a")])
  expect(loadRuns()).toEqual([run(1, "a")])
  forgetRuns()
  expect(kept.size).toBe(0)

  const refuse = () => {
    throw new Error("QuotaExceededError")
  }
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse })
  storeRuns([run(1, "a")])
  forgetRuns()
  expect(loadRuns()).toEqual([])
})

test("what another tab keeps while nobody looks at the history here is read, and not overwritten with what was known before", () => {
  const kept = new Map<string, string>()
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  vi.stubGlobal("window", new EventTarget())
  const leave = subscribeRuns(() => undefined)
  writeRuns([run(1, "a")])
  expect(readRuns()).toEqual([run(1, "a")])
  leave()
  storeRuns([run(2, "b")])
  expect(readRuns()).toEqual([run(2, "b")])
  // An answer that comes after its page was left.
  writeRuns([run(3, "b"), ...readRuns()])
  storeRuns([run(4, "b")])
  expect(readRuns()).toEqual([run(4, "b")])
})
