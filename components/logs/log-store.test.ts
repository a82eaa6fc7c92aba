import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { LineParser } from "./line-parser.ts"
import { LINES_MAX, LogStore } from "./log-store.ts"

const lines = (from: number, to: number) => {
  const parser = new LineParser(from)
  return Array.from({ length: to - from }, (_unused, index) =>
    parser.parse(`2026-01-01T00:00:00.${String((from + index) % 1000).padStart(3, "0")}Z ERROR ${from + index}`),
  ).flat()
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("lines that come together are shown at once, and counted", () => {
  const store = new LogStore()
  const tell = vi.fn<() => void>()
  store.subscribe(tell)
  store.append(lines(0, 2))
  store.append(lines(2, 3))
  expect(tell).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(tell).toHaveBeenCalledTimes(1)
  expect(store.snapshot()).toMatchObject({ counts: { error: 3 }, dropped: 0 })
})

test("never more lines than the limit: the oldest go, and how many is told", () => {
  const store = new LogStore()
  store.append(lines(0, LINES_MAX))
  store.append(lines(LINES_MAX, LINES_MAX + 5))
  vi.runAllTimers()
  const { lines: kept, dropped, counts } = store.snapshot()
  expect([kept.length, kept[0]?.n, dropped, counts.error]).toEqual([LINES_MAX, 5, 5, LINES_MAX])
})

test("when older lines are loaded, those that were there keep their numbers", () => {
  const store = new LogStore()
  store.replace(lines(500, 510), { kind: "read", hasOlder: true })
  const renumbered = lines(490, 512).map((line, index) => ({ ...line, n: index }))
  store.replace(renumbered, { kind: "read", hasOlder: false })
  expect(store.snapshot().lines.map(({ n }) => n)).toEqual(Array.from({ length: 22 }, (_unused, index) => 490 + index))
})
