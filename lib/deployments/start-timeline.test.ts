import { expect, test } from "vitest"

import { isStartStuck, startTimeline } from "./start-timeline.ts"

const AT = Date.parse("2026-01-01T00:00:00Z")
const BASE = { phase: "Pending", started_at: null, ready_at: null, phases_ms: {}, last_exit: null } as const
const STARTED = { ...BASE, phase: "Starting", started_at: new Date(AT).toISOString() } as const
const when = (nowMs: number) => ({ acceptedAtMs: AT - 5000, nowMs })
const states = (steps: ReturnType<typeof startTimeline>) => steps.map(({ step, state }) => `${step} ${state}`)

test("an instance that waits is in its environment's step since the change was accepted", () => {
  const steps = startTimeline(BASE, when(AT))
  expect(states(steps).slice(0, 3)).toEqual(["accepted done", "environment running", "start waiting"])
  expect(steps[1]?.ms).toBe(5000)
})

test("a running step's time counts from the end of the steps before it", () => {
  const imported = { ...STARTED, phases_ms: { plan: 10, spawn: 20, imports: 300 } }
  const steps = startTimeline(imported, when(AT + 1000))
  expect(steps.find(({ step }) => step === "imports")).toEqual({ step: "imports", state: "done", ms: 300 })
  expect(steps.find(({ step }) => step === "init")).toEqual({ step: "init", state: "running", ms: 700 })
  expect(steps.at(-1)?.state).toBe("waiting")
})

test("what imports and init leave of a start is the first probe's", () => {
  const ready = {
    ...STARTED,
    phase: "Ready" as const,
    ready_at: new Date(AT + 1500).toISOString(),
    phases_ms: { plan: 10, spawn: 20, imports: 300, init: 1000, start: 1500 },
  }
  const steps = startTimeline(ready, when(AT + 60_000))
  expect(steps.every(({ state }) => state === "done")).toBe(true)
  expect(steps.map(({ ms }) => ms)).toEqual([null, 10, 20, 300, 1000, 200, null])
})

test("an instance that ended before it was ready failed in the step that its end names", () => {
  const end = { code: 1, signal: null, oom: false, phase: "init", error: null, startError: null, log: [] }
  const steps = startTimeline({ ...STARTED, phase: "Stopped", last_exit: end }, when(AT + 60_000))
  expect(states(steps).slice(3)).toEqual(["imports done", "init failed", "probe waiting", "ready waiting"])
})

test("a start is stuck when it takes twice as long as usual, or half of what its probe allows", () => {
  expect(isStartStuck(11_000, { earlierMs: [4000, 5000, 6000], budgetMs: 310_000 })).toBe(true)
  expect(isStartStuck(9000, { earlierMs: [4000, 5000, 6000], budgetMs: 310_000 })).toBe(false)
  expect(isStartStuck(100_000, { earlierMs: [], budgetMs: 310_000 })).toBe(false)
  expect(isStartStuck(160_000, { earlierMs: [], budgetMs: 310_000 })).toBe(true)
})
