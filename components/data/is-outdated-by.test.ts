import { expect, test } from "vitest"

import { isOutdatedBy } from "./is-outdated-by.ts"

const W = "/api/v1/workspaces/default"

test.each([
  [`${W}/online-endpoints?limit=100`, { kind: "endpoints", endpoint: "a" }, true],
  [`${W}/online-endpoints/a/traffic`, { kind: "endpoints", endpoint: "A" }, true],
  [`${W}/online-endpoints/ab/traffic`, { kind: "endpoints", endpoint: "a" }, false],
  [`${W}/online-endpoints/a`, { kind: "operations", endpoint: "a" }, false],
  [`${W}/operations/op_1`, { kind: "operations", endpoint: "a" }, true],
  [`${W}/events?limit=20`, { kind: "events", endpoint: null }, true],
  [`${W}/drafts`, { kind: "drafts", endpoint: null }, true],
  ["/api/v1/me", { kind: "endpoints", endpoint: "a" }, false],
] as const)("%s after %j: %s", (path, change, expected) => {
  expect(isOutdatedBy(path, change)).toBe(expected)
})
