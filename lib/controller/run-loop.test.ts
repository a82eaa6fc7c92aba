import { expect, test, vi } from "vitest"

import { createLogger } from "#lib/kernel/log.ts"

import { runLoop } from "./run-loop.ts"

const HOUR_MS = 3600 * 1000
const log = createLogger("test")
log.level = "silent"

/** A loop of rounds that end when they are told to. */
function startLoop(answer: () => number | null = () => null) {
  const stop = new AbortController()
  const rounds: Array<() => void> = []
  const loop = runLoop({
    name: "test",
    intervalMs: HOUR_MS,
    signal: stop.signal,
    log,
    round: async () => {
      await new Promise<void>((resolve) => rounds.push(resolve))
      return answer()
    },
  })
  const end = async () => {
    stop.abort()
    rounds.at(-1)?.()
    await loop.ended
  }
  return { loop, rounds, end, hasBegun: (count: number) => vi.waitUntil(() => rounds.length === count) }
}

test("the first round begins by itself; wakes while a round runs make exactly one more", async () => {
  const { loop, rounds, end, hasBegun } = startLoop()
  await hasBegun(1)
  for (let i = 0; i < 100; i++) loop.wake()
  expect(rounds).toHaveLength(1)
  rounds[0]?.()
  await hasBegun(2)
  rounds[1]?.()
  await Promise.resolve()
  loop.wake()
  await hasBegun(3)
  await end()
  expect(rounds).toHaveLength(3)
})

test("a loop that rests is woken at once", async () => {
  const { loop, rounds, end, hasBegun } = startLoop()
  await hasBegun(1)
  rounds[0]?.()
  await new Promise((resolve) => setImmediate(resolve))
  loop.wake()
  await hasBegun(2)
  await end()
})

test("a round that asks for it is followed sooner than the interval", async () => {
  const { rounds, end, hasBegun } = startLoop(() => 0)
  await hasBegun(1)
  rounds[0]?.()
  await hasBegun(2)
  await end()
})

test("a round that fails is tried again, and the loop goes on", async () => {
  const stop = new AbortController()
  let count = 0
  const loop = runLoop({
    name: "test",
    intervalMs: HOUR_MS,
    signal: stop.signal,
    log,
    round: async () => {
      count += 1
      if (count === 1) throw new Error("the database is away")
      await Promise.resolve()
    },
  })
  await vi.waitUntil(() => count === 2, { timeout: 10_000 })
  stop.abort()
  await loop.ended
  expect(count).toBe(2)
})

test("it ends when it is told to, also from its rest", async () => {
  const { rounds, end, hasBegun } = startLoop()
  await hasBegun(1)
  rounds[0]?.()
  await new Promise((resolve) => setImmediate(resolve))
  await end()
  expect(rounds).toHaveLength(1)
})
