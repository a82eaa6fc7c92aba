import { expect, test } from "vitest"

import { splitBefore } from "./split-before.ts"

const revision = (number: number, traffic: Record<string, number>) => ({
  number,
  traffic,
  reason: "",
  copied_from: null,
  created_by: "ana",
  created_at: "2026-01-01T00:00:00.000Z",
})

test("what a rollback brings back is the newest other split, not the same one applied before", () => {
  const first = revision(1, { blue: 100 })
  const second = revision(2, { blue: 90, green: 10 })
  expect(splitBefore([revision(3, { green: 10, blue: 90 }), second, first])).toBe(first)
  expect(splitBefore([second, first])).toBe(first)
  expect(splitBefore([revision(2, { old: 100 }), revision(1, {})])?.number).toBe(1)
  expect(splitBefore([revision(2, { blue: 100 }), first])).toBeUndefined()
  expect(splitBefore([])).toBeUndefined()
})
