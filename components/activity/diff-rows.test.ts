import { expect, test } from "vitest"

import { diffRows } from "./diff-rows.ts"

test("a share that is missing is 0, and one that stayed is not told", () => {
  const diff = { before: { blue: 100, old: 0 }, after: { blue: 90, green: 10 } }
  expect(diffRows("traffic.update", diff)).toEqual([
    { field: "blue", before: "100 %", after: "90 %" },
    { field: "green", before: "0 %", after: "10 %" },
  ])
})

test("an update that names only what it wrote does not look as if it took the rest away", () => {
  const diff = { before: { description: "a", tags: { x: "1", y: "2" } }, after: { tags: { x: "1", z: "3" } } }
  expect(diffRows("model.update", diff)).toEqual([
    { field: "tags.y", before: "2", after: null },
    { field: "tags.z", before: null, after: "3" },
  ])
})

test("what was made or taken away is told whole", () => {
  expect(diffRows("deployment.create", { before: null, after: { instanceCount: 2, warnings: [] } })).toEqual([
    { field: "instanceCount", before: null, after: "2" },
    { field: "warnings", before: null, after: "[]" },
  ])
  expect(diffRows("endpoint.delete", { before: { traffic: { blue: 100 } }, after: null })).toEqual([
    { field: "traffic.blue", before: "100", after: null },
  ])
})

test("what is no difference at all is none", () => {
  for (const diff of [null, undefined, "x", 1, [], {}]) expect(diffRows("endpoint.update", diff)).toEqual([])
})
