import { expect, test } from "vitest"

import { pagePaths } from "#lib/urls/contract.ts"

import { draftPath } from "./draft-path.ts"

test.each([
  ["online-endpoint", "", pagePaths.newEndpoint("w")],
  ["online-deployment", "ep", pagePaths.newDeployment("w", "ep")],
  ["online-deployment", "ep/blue", pagePaths.newDeployment("w", "ep")],
  ["online-deployment-update", "ep/blue", pagePaths.editDeployment("w", "ep", "blue")],
  ["traffic", "ep", pagePaths.endpointTab("w", "ep", "traffic")],
] as const)("a draft of %s called %j goes on in its own form", (kind, title, page) => {
  expect(draftPath("w", { id: "drf_1", kind, title })).toBe(`${page}?draft=drf_1`)
})

test("a draft that does not say of what it is leads nowhere", () => {
  expect(draftPath("w", { id: "drf_1", kind: "online-deployment", title: "" })).toBeNull()
  expect(draftPath("w", { id: "drf_1", kind: "online-deployment-update", title: "ep" })).toBeNull()
})
