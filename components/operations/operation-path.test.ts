import { expect, test } from "vitest"

import { OPERATION_KINDS } from "#lib/operations/contract.ts"

import { operationPath } from "./operation-path.ts"

const deployment = { type: "deployment", id: "dep_1", name: "fraud/blue" } as const
const endpoint = { type: "endpoint", id: "end_1", name: "fraud" } as const

test("an operation leads to the thing that it changes", () => {
  const status = "InProgress"
  expect(operationPath("w", { kind: "deployment.create", target: deployment, status })).toBe(
    "/w/w/endpoints/online/fraud/deployments/blue",
  )
  expect(operationPath("w", { kind: "traffic.update", target: endpoint, status })).toBe(
    "/w/w/endpoints/online/fraud/traffic",
  )
})

test("what is deleted has no page any more: it leads to where it was, or to where it can be restored", () => {
  const status = "Succeeded"
  expect(operationPath("w", { kind: "endpoint.delete", target: endpoint, status })).toBe("/w/w/endpoints/deleted")
  expect(operationPath("w", { kind: "deployment.delete", target: deployment, status })).toBe(
    "/w/w/endpoints/online/fraud/deployments",
  )
})

test("no kind of operation is without a page", () => {
  for (const kind of OPERATION_KINDS) {
    expect(operationPath("w", { kind, target: endpoint, status: "Failed" })).toMatch(/^\/w\/w\/endpoints/)
  }
})
