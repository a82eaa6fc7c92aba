import { rmSync } from "node:fs"

import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { deployments, endpoints, gateways, instances, operations, routes } from "#drizzle/schema/index.ts"
import { getAppliedVersion } from "#lib/traffic/index.ts"

import { buildInstanceSpec } from "./build-instance-spec.ts"
import { createInstanceActs } from "./instance-acts.ts"
import { purge } from "./purge.ts"
import { listRevisionsToBuild } from "./queries.ts"
import { reconcileDeployment } from "./reconcile-deployment.ts"
import { recordEnd } from "./record-end.ts"
import { recordReadiness } from "./record-readiness.ts"
import { removeEnded } from "./remove-ended.ts"
import { settleRouted } from "./settle-routed.ts"
import { startInstance } from "./start-instance.ts"
import { createControllerFixture, EPOCH } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"
import { makeSpec } from "./testing/make-spec.ts"

const DAY_MS = 24 * 3600 * 1000

let fixture: ControllerFixture

beforeEach(async () => {
  fixture = await createControllerFixture()
})

afterEach(async () => {
  await fixture.end()
})

const statusOf = async (id: string) =>
  (await fixture.db.select().from(operations).where(eq(operations.id, id)))[0]?.status

const plan = (deploymentId: string, { epoch = EPOCH, watchedSinceMs = 0 } = {}) =>
  reconcileDeployment(fixture.deps, { deploymentId, epoch, watchedSinceMs })

test("a plan under an epoch that is over writes nothing", async () => {
  const id = await fixture.addDeployment(await fixture.addEndpoint())
  const before = await fixture.getDeployment(id)
  for (const epoch of [EPOCH - 1, EPOCH + 1]) {
    await expect(plan(id, { epoch })).rejects.toMatchObject({ code: "storage.leadership_lost" })
  }
  expect(await fixture.listInstances(id)).toEqual([])
  expect(await fixture.getDeployment(id)).toEqual(before)
})

test("from desired to served: one instance, one route, all traffic, and one operation that waits for the gateways", async () => {
  const endpointId = await fixture.addEndpoint()
  const id = await fixture.addDeployment(endpointId, { name: "blue" })
  const operation = await fixture.addOperation({ targetId: id, generation: 1, afterwards: { allTraffic: true } })
  await plan(id)
  await plan(id)
  const [pending, ...others] = await fixture.listInstances(id)
  expect(others).toEqual([])
  if (!pending) throw new Error("an instance was planned")

  await startInstance(fixture.deps, pending)
  const starting = await fixture.getInstance(pending.id)
  expect(starting).toMatchObject({ phase: "Starting", handle: { instanceId: pending.id } })
  if (!starting) throw new Error("the instance is there")
  expect(await recordReadiness(fixture.deps, starting, { isReady: true })).toBe(true)
  await plan(id)

  expect(await fixture.getDeployment(id)).toMatchObject({
    servingGeneration: 1,
    provisioningState: "Succeeded",
    health: "Healthy",
  })
  const [route] = await fixture.db.select().from(routes).where(eq(routes.endpointId, endpointId))
  expect(route?.route).toMatchObject({ traffic: { blue: 100 }, deployments: [{ instances: [{ id: pending.id }] }] })

  const gateway = await fixture.addGateway((route?.version ?? 0) - 1)
  await settleRouted(fixture.deps)
  expect(await statusOf(operation)).toBe("InProgress")
  await fixture.db.update(gateways).set({ appliedVersion: route?.version }).where(eq(gateways.id, gateway))
  await settleRouted(fixture.deps)
  expect(await statusOf(operation)).toBe("Succeeded")
})

test("a controller that was killed between a start and its note leaves one process, which the next one takes over", async () => {
  const row = await fixture.addInstance(await fixture.addDeployment(await fixture.addEndpoint()))
  const spec = makeSpec({ code: null })
  await fixture.compute.start(
    buildInstanceSpec({
      instanceId: row.id,
      revisionId: "rev",
      generation: 1,
      endpointName: "endpoint",
      deploymentName: "deployment",
      spec,
      environmentPath: "/venv",
      modelFolder: null,
      codeFolder: null,
      machine: { vcpu: 2, memoryMib: 8192 },
    }),
  )
  expect((await fixture.getInstance(row.id))?.phase).toBe("Pending")

  await startInstance(fixture.deps, row)
  expect(fixture.compute.started).toEqual([row.id])
  expect(await fixture.getInstance(row.id)).toMatchObject({ phase: "Starting", handle: { instanceId: row.id } })
})

test("starting an instance twice, at once or by a row that is out of date, leaves the one that runs alone", async () => {
  const row = await fixture.addInstance(await fixture.addDeployment(await fixture.addEndpoint()))
  await Promise.all([startInstance(fixture.deps, row), startInstance(fixture.deps, row)])
  await startInstance(fixture.deps, row)
  expect(fixture.compute.started).toEqual([row.id])
  expect(fixture.compute.removed).toEqual([])
  expect((await fixture.getInstance(row.id))?.phase).toBe("Starting")
})

test("a start that nobody wants any more when it is done is taken back", async () => {
  const row = await fixture.addInstance(await fixture.addDeployment(await fixture.addEndpoint()))
  fixture.compute.onStarted = async () => {
    await fixture.db.update(instances).set({ phase: "Stopped", reason: "deleted" }).where(eq(instances.id, row.id))
  }
  await startInstance(fixture.deps, row)
  expect([...fixture.compute.running]).toEqual([])
  expect(await fixture.getInstance(row.id)).toMatchObject({ phase: "Stopped", handle: null })
})

test("a draining instance is stopped only when every live gateway has applied a route without it", async () => {
  const row = await fixture.addInstance(await fixture.addDeployment(await fixture.addEndpoint()))
  await startInstance(fixture.deps, row)
  const draining = { phase: "Draining", reason: "scaled", unroutedVersion: 5 }
  await fixture.db.update(instances).set(draining).where(eq(instances.id, row.id))
  await fixture.addGateway(5)
  await fixture.addGateway(0, { isLive: false })
  const late = await fixture.addGateway(4)
  const signal = new AbortController()
  const acts = createInstanceActs(fixture.deps, signal.signal, () => undefined)
  const handle = async () => {
    const now = await fixture.getHostInstance(row.id)
    const [observed] = await fixture.deps.compute.observe()
    if (now) await acts.handle(now, observed, await getAppliedVersion(fixture.db))
  }

  await handle()
  expect(await fixture.getInstance(row.id)).toMatchObject({ phase: "Draining" })
  await fixture.db.update(gateways).set({ appliedVersion: 5 }).where(eq(gateways.id, late))
  await handle()
  await vi.waitUntil(async () => (await fixture.getInstance(row.id))?.phase === "Stopped", { timeout: 10_000 })
  expect(fixture.compute.stopped).toEqual([row.id])
  expect(await fixture.getInstance(row.id)).toMatchObject({ reason: "scaled" })
  signal.abort()
})

test("an instance that became due while no controller ran is probed before it counts as late", async () => {
  const readinessProbe = { initial_delay: 1, period: 1, timeout: 1, success_threshold: 1, failure_threshold: 3 }
  const spec = makeSpec({ code: null, readinessProbe })
  const id = await fixture.addDeployment(await fixture.addEndpoint(), {}, spec)
  await fixture.addInstance(id, { phase: "Starting", startedAt: new Date(fixture.clock.ms - 60_000) })
  const watchedSinceMs = fixture.clock.ms - 3000
  expect(await plan(id, { watchedSinceMs })).toBe(watchedSinceMs + 4000)
  expect(await fixture.getDeployment(id)).toMatchObject({ provisioningState: "Creating" })
  fixture.clock.ms += 1000
  await plan(id, { watchedSinceMs })
  expect(await fixture.getDeployment(id)).toMatchObject({
    provisioningState: "Failed",
    failure: { code: "ReadinessProbeFailed", phase: "readiness" },
  })
})

test("stops that wait for long requests hold up no start", async () => {
  const deploymentId = await fixture.addDeployment(await fixture.addEndpoint())
  const acts = createInstanceActs(fixture.deps, new AbortController().signal, () => undefined)
  const { promise: never } = Promise.withResolvers<void>()
  const stop = vi.spyOn(fixture.compute, "stop").mockReturnValue(never)
  for (let i = 0; i < 10; i++) {
    const row = await fixture.addInstance(deploymentId)
    await startInstance(fixture.deps, row)
    await fixture.db.update(instances).set({ phase: "Draining" }).where(eq(instances.id, row.id))
    const draining = await fixture.getHostInstance(row.id)
    if (draining) await acts.handle(draining, undefined, null)
  }
  await vi.waitUntil(() => stop.mock.calls.length === 10, { timeout: 10_000 })
  const fresh = await fixture.addInstance(deploymentId)
  await acts.handle({ ...fresh, probesGeneration: 1 }, undefined, null)
  await vi.waitUntil(async () => (await fixture.getInstance(fresh.id))?.phase === "Starting", { timeout: 10_000 })
})

test("a readiness or an end that comes too late changes nothing", async () => {
  const end = { code: 1, signal: null, oom: false, phase: "init", error: null, startError: null, log: [] }
  const id = await fixture.addDeployment(await fixture.addEndpoint())
  const row = await fixture.addInstance(id, { phase: "Stopped", reason: "deleted" })
  expect(await recordReadiness(fixture.deps, { ...row, phase: "Starting" }, { isReady: true })).toBe(false)
  await recordEnd(fixture.deps, { ...row, phase: "Ready" }, end)
  expect(await fixture.getInstance(row.id)).toMatchObject({ phase: "Stopped", reason: "deleted", lastExit: null })
})

test("a deletion ends only when the host has nothing left of it", async () => {
  const endpointId = await fixture.addEndpoint()
  const id = await fixture.addDeployment(endpointId, { deletedAt: new Date(fixture.clock.ms) })
  const row = await fixture.addInstance(id)
  await startInstance(fixture.deps, row)
  const operation = await fixture.addOperation({ kind: "deployment.delete", targetId: id, routesVersion: 1 })
  await fixture.addGateway(1)
  await settleRouted(fixture.deps)
  expect(await statusOf(operation)).toBe("InProgress")

  await fixture.db.update(instances).set({ phase: "Stopped" }).where(eq(instances.id, row.id))
  await settleRouted(fixture.deps)
  expect(await statusOf(operation)).toBe("InProgress")

  await removeEnded(fixture.deps, new Set(), new Map())
  expect(fixture.compute.removed).toEqual([row.id])
  await settleRouted(fixture.deps)
  expect(await statusOf(operation)).toBe("Succeeded")
})

test("of ended instances the newest three keep their files, and what nobody knows is removed", async () => {
  const id = await fixture.addDeployment(await fixture.addEndpoint())
  const ended: string[] = []
  for (let i = 0; i < 5; i++) {
    const row = await fixture.addInstance(id)
    await startInstance(fixture.deps, row)
    await fixture.db.update(instances).set({ phase: "Stopped" }).where(eq(instances.id, row.id))
    ended.push(row.id)
  }
  const living = await fixture.addInstance(id)
  await startInstance(fixture.deps, living)
  const stranger = await fixture.addInstance(id)
  await startInstance(fixture.deps, stranger)
  await fixture.db.delete(instances).where(eq(instances.id, stranger.id))

  const observed = new Map((await fixture.compute.observe()).map((one) => [one.instanceId, one]))
  await removeEnded(fixture.deps, new Set([living.id]), observed)
  expect(fixture.compute.removed.toSorted()).toEqual([...ended.slice(0, 2), stranger.id].toSorted())
  expect([...fixture.compute.running.keys()]).toContain(living.id)
})

test("the purge takes what is due by the clock it is given, and nothing else", async () => {
  const nowMs = Date.now()
  const due = { deletedAt: new Date(nowMs - 7 * DAY_MS), purgeAt: new Date(nowMs - 1) }
  const later = { deletedAt: new Date(nowMs), purgeAt: new Date(nowMs + 7 * DAY_MS) }
  const [live, goneSoon, gone] = [
    await fixture.addEndpoint(),
    await fixture.addEndpoint(later),
    await fixture.addEndpoint(due),
  ]
  const kept = await fixture.addDeployment(live)
  const dropped = await fixture.addDeployment(live, due)
  await fixture.addDeployment(gone, due)
  await fixture.addDeployment(goneSoon, later)
  const old = { phase: "Stopped", stoppedAt: new Date(nowMs - 2 * DAY_MS) }
  const forgotten = await fixture.addInstance(kept, old)
  const withFiles = await fixture.addInstance(kept, { ...old, handle: { driver: "local" } })
  const recent = await fixture.addInstance(kept, { phase: "Stopped", stoppedAt: new Date(nowMs) })
  const silent = await fixture.addGateway(1, { isLive: false })

  await purge(fixture.deps, nowMs)
  const ids = async (table: typeof endpoints | typeof deployments) =>
    (await fixture.db.select({ id: table.id }).from(table)).map(({ id }) => id)
  expect((await ids(endpoints)).toSorted()).toEqual([live, goneSoon].toSorted())
  expect(await ids(deployments)).toContain(kept)
  expect(await ids(deployments)).not.toContain(dropped)
  const left = (await fixture.listInstances(kept)).map(({ id }) => id)
  expect(left).toEqual([withFiles.id, recent.id])
  expect(left).not.toContain(forgotten.id)
  const countGateways = async () => (await fixture.db.select().from(gateways).where(eq(gateways.id, silent))).length
  expect(await countGateways()).toBe(1)

  await purge(fixture.deps, nowMs + 8 * DAY_MS)
  expect(await ids(endpoints)).toEqual([live])
  expect(await ids(deployments)).toEqual([kept])
  expect(await countGateways()).toBe(0)
})

test("an instance whose environment was deleted from the disk waits until it is built again", async () => {
  const id = await fixture.addDeployment(await fixture.addEndpoint())
  const row = await fixture.addInstance(id)
  rmSync(fixture.deps.home.envs, { recursive: true })
  await startInstance(fixture.deps, row)
  expect(fixture.compute.started).toEqual([])
  expect(await fixture.getInstance(row.id)).toMatchObject({ phase: "Pending" })
  expect((await listRevisionsToBuild(fixture.db, fixture.deps.hostId)).map(({ deploymentId }) => deploymentId)).toEqual(
    [id],
  )
  await plan(id)
  expect(await fixture.listInstances(id)).toHaveLength(1)
})

test("a database that goes away while an instance starts is no failure of the instance", async () => {
  const id = await fixture.addDeployment(await fixture.addEndpoint())
  const row = await fixture.addInstance(id)
  fixture.compute.onStarted = () => Promise.reject(Object.assign(new Error("cut"), { code: "57P01" }))
  await expect(startInstance(fixture.deps, row)).rejects.toThrow("cut")
  expect(await fixture.getInstance(row.id)).toMatchObject({ phase: "Pending" })
  fixture.compute.onStarted = () => Promise.resolve()
  await startInstance(fixture.deps, row)
  expect(await fixture.getInstance(row.id)).toMatchObject({ phase: "Starting" })
  expect(fixture.compute.started).toEqual([row.id])
})
