import { expect, test } from "vitest"

import { compareDefinitions } from "./compare-definitions.ts"

const base = { instance_count: 1, model: "azureml:m:1", probe: { period: 10, timeout: 2 }, tags: { a: "1" }, list: [1] }

test("equal definitions have no change, in whatever order their keys stand", () => {
  expect(compareDefinitions(base, { ...base, probe: { timeout: 2, period: 10 } })).toEqual([])
})

test("each key that differs is told with both sides, maps key by key", () => {
  const after = { ...base, instance_count: 3, probe: { period: 5, timeout: 2 }, tags: { b: "2" }, list: [1, 2] }
  expect(compareDefinitions(base, after)).toEqual([
    { key: "instance_count", before: 1, after: 3 },
    { key: "list", before: [1], after: [1, 2] },
    { key: "probe.period", before: 10, after: 5 },
    { key: "tags.a", before: "1", after: null },
    { key: "tags.b", before: null, after: "2" },
  ])
})

test("a part that comes or goes as a whole is told by its keys", () => {
  const [before, after] = [{ code_configuration: null }, { code_configuration: { code: "c", scoring_script: "s" } }]
  expect(compareDefinitions(before, after)).toEqual([
    { key: "code_configuration.code", before: null, after: "c" },
    { key: "code_configuration.scoring_script", before: null, after: "s" },
  ])
})
