import { expect, test } from "vitest"

import { endedSince } from "./ended-since.ts"

const operation = (id: string, over: object = {}) => ({
  id,
  status: "Succeeded" as const,
  created_by: "ana@example.com",
  created_at: "2026-11-25T12:00:00Z",
  ...over,
})
const input = { running: new Set(["a"]), person: "ana@example.com", sinceMs: Date.parse("2026-11-25T12:30:00Z") }

test("only what this person started and was waiting for is told", () => {
  const operations = [operation("a"), operation("b"), operation("a", { created_by: "leo@example.com" })]
  expect(endedSince({ ...input, operations })).toEqual([operations[0]])
})

test("a reload tells nothing of the past, and a quick failure is not lost", () => {
  const past = operation("old", { status: "Failed" as const })
  const quick = operation("new", { status: "Failed" as const, created_at: "2026-11-25T12:31:00Z" })
  expect(endedSince({ ...input, operations: [past, quick] })).toEqual([quick])
})

test("what still runs is no news", () => {
  expect(endedSince({ ...input, operations: [operation("a", { status: "InProgress" as const })] })).toEqual([])
})
