import { expect, test } from "vitest"

import type { DeploymentSummary, OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { listAttention } from "./contract.ts"

const blue: DeploymentSummary = {
  name: "blue",
  provisioning_state: "Succeeded",
  health: "Healthy",
  percent: 100,
  ready_instances: 2,
  instance_count: 2,
  failure_code: null,
}

function endpoint(name: string, ...deployments: readonly DeploymentSummary[]): OnlineEndpointView {
  return {
    id: name,
    name,
    kind: "Managed",
    location: "local",
    description: "",
    tags: {},
    properties: {},
    auth_mode: "key",
    traffic: {},
    mirror_traffic: {},
    public_network_access: "enabled",
    identity: null,
    scoring_uri: "",
    openapi_uri: "",
    provisioning_state: "Succeeded",
    health: "Healthy",
    deployments: [...deployments],
    warnings: [],
    revision: 1,
    created_by: "ana",
    created_at: "",
    updated_at: "",
  }
}

const told = (...deployments: readonly DeploymentSummary[]) =>
  listAttention([endpoint("e", ...deployments)]).map(({ severity, kind, deployment }) => [severity, kind, deployment])

test("nobody is called for what is well, empty, or on its way", () => {
  expect(told(blue)).toEqual([])
  expect(told()).toEqual([])
  expect(told({ ...blue, provisioning_state: "Scaling", ready_instances: 1 })).toEqual([])
  expect(told({ ...blue, provisioning_state: "Creating", health: "Unknown", percent: 0, ready_instances: 0 })).toEqual(
    [],
  )
})

test("what cuts callers off is worse than what failed beside the traffic", () => {
  const failed = { ...blue, name: "green", percent: 0, provisioning_state: "Failed", failure_code: "X" } as const
  expect(told({ ...blue, health: "Unhealthy", ready_instances: 0 })).toEqual([["bad", "unhealthy", "blue"]])
  expect(told(blue, failed)).toEqual([["warn", "failed", "green"]])
  expect(told({ ...failed, percent: 100 })).toEqual([["bad", "failed", "green"]])
})

test("missing instances are told with and without traffic, and traffic that is off is told last", () => {
  const few = { ...blue, health: "Degraded", ready_instances: 1 } as const
  expect(told(few)).toEqual([["warn", "degraded", "blue"]])
  expect(told({ ...few, percent: 0 })).toEqual([
    ["warn", "missing", "blue"],
    ["info", "off", null],
  ])
})

test("the worst of all endpoints comes first", () => {
  const off = endpoint("a", { ...blue, percent: 0 })
  const down = endpoint("b", { ...blue, health: "Unhealthy", ready_instances: 0 })
  expect(listAttention([off, down]).map((one) => one.endpoint)).toEqual(["b", "a"])
})
