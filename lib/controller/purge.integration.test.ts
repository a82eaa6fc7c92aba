import { existsSync, readdirSync } from "node:fs"

import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test } from "vitest"

import { deployments, drafts, environmentBuilds, gatewayCounters, instances, users } from "#drizzle/schema/index.ts"

import { purge } from "./purge.ts"
import { collectEnvironments, UNUSED_ENVIRONMENTS_KEPT_MS } from "./collect-environments.ts"
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

test("an environment is kept while a deployment wants it or an instance runs from it, and for a week after it last did", async () => {
  const { db, deps } = fixture
  const [folder] = readdirSync(deps.home.envs)
  if (folder === undefined) throw new Error("the fixture has an environment")
  const isThere = () => existsSync(`${deps.home.envs}/${folder}`)
  const id = await fixture.addDeployment(await fixture.addEndpoint())
  const row = await fixture.addInstance(id, { phase: "Ready" })
  // Built months ago, and in use since.
  const nowMs = Date.UTC(2030, 0, 1)
  const deletedMs = nowMs + 60_000
  const stoppedMs = deletedMs + 60_000
  await collectEnvironments(deps, nowMs)
  expect(isThere()).toBe(true)

  await db
    .update(deployments)
    .set({ deletedAt: new Date(deletedMs) })
    .where(eq(deployments.id, id))
  await collectEnvironments(deps, deletedMs)
  expect(isThere()).toBe(true)

  await db.update(instances).set({ phase: "Stopped" }).where(eq(instances.id, row.id))
  await collectEnvironments(deps, stoppedMs)
  // As long as the deployment may be restored.
  await collectEnvironments(deps, deletedMs + UNUSED_ENVIRONMENTS_KEPT_MS)
  expect(isThere()).toBe(true)
  await collectEnvironments(deps, deletedMs + UNUSED_ENVIRONMENTS_KEPT_MS + 1)
  expect(isThere()).toBe(false)
  expect(readdirSync(deps.home.envs)).toEqual([])
  expect(await db.select().from(environmentBuilds)).toEqual([])
})

test("an environment that is just built again is not taken for the old one that it was", async () => {
  const { db, deps } = fixture
  const nowMs = Date.UTC(2030, 0, 1)
  const longAgo = new Date(nowMs - 2 * UNUSED_ENVIRONMENTS_KEPT_MS)
  await db.update(environmentBuilds).set({ status: "building", startedAt: new Date(nowMs), finishedAt: longAgo })
  await collectEnvironments(deps, nowMs)
  expect(await db.select().from(environmentBuilds)).toHaveLength(1)
})

test("drafts go when they expire and not before", async () => {
  const { db, deps } = fixture
  const nowMs = Date.UTC(2030, 0, 31)
  await db.insert(users).values({ id: "usr_1", email: "ana@example.com" })
  const add = (id: string, expiresAt: number) =>
    db.insert(drafts).values({
      id,
      workspaceId: "ws_1",
      userId: "usr_1",
      kind: "traffic",
      payload: {},
      schemaVersion: 1,
      step: "one",
      expiresAt: new Date(expiresAt),
    })
  await add("drf_old", nowMs - 1)
  await add("drf_new", nowMs + 1)
  await purge(deps, nowMs)
  expect((await db.select().from(drafts)).map(({ id }) => id)).toEqual(["drf_new"])
})
