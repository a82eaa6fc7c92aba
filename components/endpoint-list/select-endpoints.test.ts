import { expect, test } from "vitest"

import type { DeploymentSummary, OnlineEndpointView } from "#lib/endpoints/contract.ts"

import type { EndpointFilter } from "./select-endpoints.ts"
import { listTags, selectEndpoints } from "./select-endpoints.ts"

const deployment = (change: Partial<DeploymentSummary> = {}): DeploymentSummary => ({
  name: "blue",
  provisioning_state: "Succeeded",
  health: "Healthy",
  percent: 100,
  ready_instances: 1,
  instance_count: 1,
  failure_code: null,
  ...change,
})

const endpoint = (name: string, change: Partial<OnlineEndpointView> = {}): OnlineEndpointView => ({
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
  deployments: [deployment()],
  warnings: [],
  revision: 1,
  created_by: "ana",
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:00.000Z",
  ...change,
})

const ALL: EndpointFilter = { q: "", health: [], tag: "", isOff: false, isFailing: false }
const BY_NAME = { column: "name", isDescending: false } as const
const names = (endpoints: readonly OnlineEndpointView[]) => endpoints.map(({ name }) => name)

const LIST = [
  endpoint("churn-10", { description: "Regresión de clientes", tags: { team: "ventas" } }),
  endpoint("churn-2", { health: "Unhealthy", updated_at: "2026-03-01T00:00:00.000Z" }),
  endpoint("Fraud", { health: "Idle", deployments: [deployment({ name: "green", percent: 0, failure_code: "X" })] }),
]

test("numbers in names count as numbers, and case does not count", () => {
  expect(names(selectEndpoints(LIST, ALL, BY_NAME))).toEqual(["churn-2", "churn-10", "Fraud"])
  expect(names(selectEndpoints(LIST, ALL, { column: "name", isDescending: true }))).toEqual([
    "Fraud",
    "churn-10",
    "churn-2",
  ])
})

test("every word must occur somewhere; accents and case do not matter", () => {
  const found = (q: string) => names(selectEndpoints(LIST, { ...ALL, q }, BY_NAME))
  expect(found("  REGRESION  churn ")).toEqual(["churn-10"])
  expect(found("team=ventas")).toEqual(["churn-10"])
  expect(found("green")).toEqual(["Fraud"])
  expect(found("churn green")).toEqual([])
})

test("filters narrow together, and an endpoint whose traffic is off is found although it is well", () => {
  const found = (change: Partial<EndpointFilter>) => names(selectEndpoints(LIST, { ...ALL, ...change }, BY_NAME))
  expect(found({ isOff: true })).toEqual(["Fraud"])
  expect(found({ isFailing: true })).toEqual(["Fraud"])
  expect(found({ health: ["Idle"], tag: "team=ventas" })).toEqual([])
})

test("the worst status is last, or first when turned around; the youngest change likewise", () => {
  const first = (column: "status" | "updated") => names(selectEndpoints(LIST, ALL, { column, isDescending: true }))[0]
  expect(first("status")).toBe("churn-2")
  expect(first("updated")).toBe("churn-2")
})

test("each tag is offered once", () => {
  expect(listTags([...LIST, endpoint("z", { tags: { team: "ventas", beta: "" } })])).toEqual(["beta", "team=ventas"])
})
