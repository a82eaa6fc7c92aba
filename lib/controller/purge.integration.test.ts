import { afterEach, beforeEach, expect, test } from "vitest"

import { gatewayCounters } from "#drizzle/schema/index.ts"

import { purge } from "./purge.ts"
import { createControllerFixture } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"

let fixture: ControllerFixture

beforeEach(async () => {
  fixture = await createControllerFixture()
})
afterEach(async () => {
  await fixture.end()
})

test("restarts of gateways leave one row per deployment and status, and no answer uncounted", async () => {
  const endpointId = await fixture.addEndpoint()
  const deploymentId = await fixture.addDeployment(endpointId)
  const living = await fixture.addGateway(1)
  const count = (gatewayId: string, code: number, total: number) =>
    fixture.db.insert(gatewayCounters).values({ gatewayId, endpointId, deploymentId, code, count: total })
  await count(living, 200, 5)
  await count("gw_before", 200, 10)
  await count("gw_before", 500, 1)
  await purge(fixture.deps, Date.now())
  await count("gw_earlier", 200, 100)
  await purge(fixture.deps, Date.now())
  await purge(fixture.deps, Date.now())

  const rows = await fixture.db.select().from(gatewayCounters).orderBy(gatewayCounters.count)
  expect(rows.map(({ gatewayId, code, count: total }) => [gatewayId, code, total])).toEqual([
    ["gone", 500, 1],
    [living, 200, 5],
    ["gone", 200, 110],
  ])
})

test("counts of a deployment that is purged go with it", async () => {
  const gatewayId = await fixture.addGateway(1)
  const endpointId = await fixture.addEndpoint()
  await fixture.db
    .insert(gatewayCounters)
    .values({ gatewayId, endpointId, deploymentId: "dep_gone", code: 200, count: 1 })
  await purge(fixture.deps, Date.now())
  expect(await fixture.db.select().from(gatewayCounters)).toEqual([])
})
