import { expect, test } from "vitest"

import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import { isOutdatedBy } from "./is-outdated-by.ts"

const inWorkspace = { workspace: "default" }
const traffic = (endpoint: string) => fillPath(apiPaths.traffic, { ...inWorkspace, endpoint })

test.each([
  [`${fillPath(apiPaths.onlineEndpoints, inWorkspace)}?limit=100`, { kind: "endpoints", endpoint: "a" }, true],
  [traffic("a"), { kind: "endpoints", endpoint: "A" }, true],
  [traffic("ab"), { kind: "endpoints", endpoint: "a" }, false],
  [fillPath(apiPaths.onlineEndpoint, { ...inWorkspace, endpoint: "a" }), { kind: "operations", endpoint: "a" }, false],
  [fillPath(apiPaths.operation, { ...inWorkspace, operation: "op_1" }), { kind: "operations", endpoint: "a" }, true],
  [`${fillPath(apiPaths.events, inWorkspace)}?limit=20`, { kind: "events", endpoint: null }, true],
  [`${fillPath(apiPaths.activity, inWorkspace)}?limit=20`, { kind: "events", endpoint: null }, true],
  [fillPath(apiPaths.activity, inWorkspace), { kind: "operations", endpoint: "a" }, true],
  [fillPath(apiPaths.activity, inWorkspace), { kind: "endpoints", endpoint: "a" }, false],
  [fillPath(apiPaths.drafts, inWorkspace), { kind: "drafts", endpoint: null }, true],
  [apiPaths.me, { kind: "endpoints", endpoint: "a" }, false],
] as const)("%s after %j: %s", (path, change, expected) => {
  expect(isOutdatedBy(path, change)).toBe(expected)
})
