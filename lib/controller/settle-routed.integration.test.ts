import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test } from "vitest"

import { endpoints, events, gateways, operations } from "#drizzle/schema/index.ts"
import { supersedeOperations } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"

import { serveGeneration } from "./serve-generation.ts"
import { settleRouted } from "./settle-routed.ts"
import { createControllerFixture } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"

let fixture: ControllerFixture

beforeEach(async () => {
  fixture = await createControllerFixture()
})
afterEach(async () => {
  await fixture.end()
})

const stateOf = async (id: string) =>
  (await fixture.db.select().from(endpoints).where(eq(endpoints.id, id)))[0]?.provisioningState
const statusOf = async (id: string) =>
  (await fixture.db.select().from(operations).where(eq(operations.id, id)))[0]?.status

async function addChange(targetId: string, routesVersion: number): Promise<string> {
  return await fixture.addOperation({ kind: "traffic.update", targetType: "endpoint", targetId, routesVersion })
}

test("an endpoint with two changes under way is settled by the last of them, not by the first", async () => {
  const endpointId = await fixture.addEndpoint({ provisioningState: "Updating" })
  const [first, second] = [await addChange(endpointId, 5), await addChange(endpointId, 6)]
  const gateway = await fixture.addGateway(5)
  await settleRouted(fixture.deps)
  expect([await statusOf(first), await statusOf(second)]).toEqual(["Succeeded", "InProgress"])
  expect(await stateOf(endpointId)).toBe("Updating")

  await fixture.db.update(gateways).set({ appliedVersion: 6 }).where(eq(gateways.id, gateway))
  await settleRouted(fixture.deps)
  expect(await statusOf(second)).toBe("Succeeded")
  expect(await stateOf(endpointId)).toBe("Succeeded")
})

test("an endpoint that a new deployment took all traffic of is settled with the deployment's operation", async () => {
  const endpointId = await fixture.addEndpoint()
  const id = await fixture.addDeployment(endpointId, { name: "blue" })
  const operation = await fixture.addOperation({ targetId: id, generation: 1, afterwards: { allTraffic: true } })
  const row = await fixture.getDeployment(id)
  if (!row) throw new Error("the deployment is there")
  await transaction(fixture.db, (tx) => serveGeneration(fixture.deps, tx, row, 1))
  expect(await stateOf(endpointId)).toBe("Updating")
  expect(await fixture.db.select().from(events)).toMatchObject([
    {
      action: "traffic.update",
      targetId: endpointId,
      operationId: operation,
      diff: { before: {}, after: { blue: 100 } },
    },
  ])
  await settleRouted(fixture.deps)
  expect(await statusOf(operation)).toBe("Succeeded")
  expect(await stateOf(endpointId)).toBe("Succeeded")
})

test("an endpoint is settled although the operation that changed it was superseded meanwhile", async () => {
  const endpointId = await fixture.addEndpoint({ provisioningState: "Updating" })
  const targetId = await fixture.addDeployment(endpointId)
  await fixture.addOperation({ targetId, generation: 1, routesVersion: 3 })
  await fixture.addGateway(2)
  await settleRouted(fixture.deps)
  expect(await stateOf(endpointId)).toBe("Updating")
  await supersedeOperations(fixture.db, { targetId, kinds: ["deployment.create"], nowMs: fixture.clock.ms })
  await settleRouted(fixture.deps)
  expect(await stateOf(endpointId)).toBe("Succeeded")
})

test("settling changes nothing of a deleted endpoint", async () => {
  const deletedAt = new Date(fixture.clock.ms)
  const endpointId = await fixture.addEndpoint({ provisioningState: "Deleting", deletedAt })
  const operation = await addChange(endpointId, 1)
  await settleRouted(fixture.deps)
  expect(await statusOf(operation)).toBe("Succeeded")
  expect(await stateOf(endpointId)).toBe("Deleting")
})
