import { expect, test } from "vitest"

import type { ActivityView } from "#lib/operations/contract.ts"

import { changesToCsv, changesToJson } from "./export-changes.ts"

const change = (message: string): ActivityView => ({
  id: 7,
  at: "2026-01-01T00:00:00.000Z",
  actor: "ana@example.com",
  action: "traffic.update",
  target: { type: "endpoint", id: "end_1", name: "fraud" },
  result: "Succeeded",
  message,
  diff: { before: { blue: 100 }, after: {} },
  operation: null,
  traffic_revision: 3,
})

test("quotes, commas and line breaks stay in their cell", () => {
  const [head, row] = changesToCsv([change('a "b", c')]).split("\r\n")
  expect(head).toBe("id,at,actor,action,target,result,finished_at,reason,error,diff")
  expect(row).toBe(
    '7,2026-01-01T00:00:00.000Z,ana@example.com,traffic.update,fraud,Succeeded,,"a ""b"", c",,"{""before"":{""blue"":100},""after"":{}}"',
  )
})

test("a reason that looks like a formula is never run by a spreadsheet", () => {
  expect(changesToCsv([change("=HYPERLINK(1)")])).toContain(",'=HYPERLINK(1),")
})

test("JSON is what the API answers", () => {
  expect(JSON.parse(changesToJson([change("x")]))).toEqual([change("x")])
})
