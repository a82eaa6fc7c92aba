import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test } from "vitest"

import { deploymentRevisions, deployments, endpoints, operations, routes } from "#drizzle/schema/index.ts"
import { restoreEndpoint } from "#lib/deletions/index.ts"
import { deleteEndpoint } from "#lib/endpoints/index.ts"
import { ROLE_ACTIONS } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"

import { reconcileDeployment } from "./reconcile-deployment.ts"
import { recordReadiness } from "./record-readiness.ts"
import { hasWaitingOperations } from "./settle-queries.ts"
import { settleRouted } from "./settle-routed.ts"
import { startInstance } from "./start-instance.ts"
import { createControllerFixture, EPOCH } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"

const ENVIRONMENT = "e".repeat(64)

let fixture: ControllerFixture
let ctx: Context
let endpointId: string
let blue: string
let green: string
let ticks = 0

const refuse = (): never => {
  throw new Error("Nothing is sealed here.")
}

beforeEach(async () => {
  fixture = await createControllerFixture()
  const caller = { kind: "user" as const, id: "usr_1", name: "ana", actions: ROLE_ACTIONS.Operator }
  ctx = {
    db: fixture.db,
    // Time goes on while an act works.
    clock: { nowMs: () => fixture.deps.clock.nowMs() + ticks++ },
    workspaceId: "ws_1",
    caller,
    vault: { seal: refuse, unseal: refuse },
  }
  endpointId = await fixture.addEndpoint({ name: "lost" })
  blue = await fixture.addDeployment(endpointId, { name: "blue", servingGeneration: 1 })
  green = await fixture.addDeployment(endpointId, { name: "green", servingGeneration: 1 })
  await deleteEndpoint(ctx, "lost")
  await restoreEndpoint(ctx, endpointId, {})
})
afterEach(async () => await fixture.end())

const plan = (deploymentId: string) =>
  reconcileDeployment(fixture.deps, { deploymentId, epoch: EPOCH, watchedSinceMs: 0 })

async function operationOf(kind: string, targetId = endpointId) {
  const rows = await fixture.db.select().from(operations).where(eq(operations.targetId, targetId))
  return rows.find((row) => row.kind === kind)
}

/** What the host's loops do for a deployment whose environment is there. */
async function bringUp(deploymentId: string): Promise<void> {
  const { db } = fixture
  await db
    .update(deploymentRevisions)
    .set({ environmentHash: ENVIRONMENT })
    .where(eq(deploymentRevisions.deploymentId, deploymentId))
  await plan(deploymentId)
  const [pending] = await fixture.listInstances(deploymentId)
  if (!pending) throw new Error("an instance was planned")
  await startInstance(fixture.deps, pending)
  const starting = await fixture.getInstance(pending.id)
  if (!starting) throw new Error("the instance is there")
  await recordReadiness(fixture.deps, starting, { isReady: true })
  await plan(deploymentId)
}

test("an endpoint's restoration ends with the last of its deployments, and its state with it", async () => {
  await settleRouted(fixture.deps)
  expect(await operationOf("endpoint.delete")).toMatchObject({ status: "Canceled" })
  expect(await operationOf("endpoint.restore")).toMatchObject({ status: "InProgress" })
  // While instances start, nobody looks for it every few milliseconds.
  expect(await hasWaitingOperations(fixture.db)).toBe(false)
  await bringUp(blue)
  await settleRouted(fixture.deps)
  expect(await operationOf("deployment.restore", blue)).toMatchObject({ status: "Succeeded" })
  expect(await operationOf("endpoint.restore")).toMatchObject({ status: "InProgress" })
  await bringUp(green)
  await settleRouted(fixture.deps)
  await settleRouted(fixture.deps)
  expect(await operationOf("endpoint.restore")).toMatchObject({ status: "Succeeded" })
  const [row] = await fixture.db.select().from(endpoints).where(eq(endpoints.id, endpointId))
  expect(row).toMatchObject({ provisioningState: "Succeeded" })
  const [route] = await fixture.db.select().from(routes).where(eq(routes.endpointId, endpointId))
  expect(route?.route).toMatchObject({ deployments: [{ instances: [{}] }, { instances: [{}] }] })
})

test("a deployment that does not come back fails the endpoint's restoration with its reason; the others serve", async () => {
  await bringUp(blue)
  await fixture.db
    .update(deploymentRevisions)
    .set({
      environmentError: { code: "environments.build_failed", message: "conda.yml line 7: no such version.", log: [] },
    })
    .where(eq(deploymentRevisions.deploymentId, green))
  await plan(green)
  expect(await operationOf("deployment.restore", green)).toMatchObject({ status: "Failed" })
  await settleRouted(fixture.deps)
  await settleRouted(fixture.deps)
  expect(await operationOf("endpoint.restore")).toMatchObject({
    status: "Failed",
    error: {
      code: "ImageBuildFailure",
      message: 'The endpoint is back, but "green" did not start. conda.yml line 7: no such version.',
    },
  })
  const [row] = await fixture.db.select().from(deployments).where(eq(deployments.id, blue))
  expect(row).toMatchObject({ health: "Healthy", provisioningState: "Succeeded" })
})

test("a gateway that has not applied the route keeps the restoration open", async () => {
  await bringUp(blue)
  await bringUp(green)
  await fixture.addGateway(0)
  await settleRouted(fixture.deps)
  expect(await operationOf("endpoint.restore")).toMatchObject({ status: "InProgress" })
})
