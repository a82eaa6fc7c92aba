import { setTimeout as delay } from "node:timers/promises"

import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { deploymentRevisions, deployments, instances } from "#drizzle/schema/index.ts"

import { createInstanceActs } from "./instance-acts.ts"
import { startInstance } from "./start-instance.ts"
import { createControllerFixture } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"
import { makeSpec } from "./testing/make-spec.ts"
import { watchInstance } from "./watch-instance.ts"

const PATIENCE = { timeout: 10_000, interval: 10 }
const PROBE = { initial_delay: 1, period: 3600, timeout: 1, success_threshold: 1, failure_threshold: 1 }

let fixture: ControllerFixture
let stop: AbortController

beforeEach(async () => {
  fixture = await createControllerFixture()
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  await fixture.end()
})

/** Nothing answers where these instances listen: every probe of one that starts fails and is counted. */
function countProbes() {
  const seen = { probes: 0 }
  const acts = createInstanceActs(fixture.deps, stop.signal, () => (seen.probes += 1))
  const handle = async (id: string) => {
    const row = await fixture.getHostInstance(id)
    const observed = (await fixture.compute.observe()).find(({ instanceId }) => instanceId === id)
    if (row) await acts.handle(row, observed, null)
  }
  return { seen, handle }
}

async function startOne(deploymentId: string) {
  const { id } = await fixture.addInstance(deploymentId)
  const row = await fixture.getInstance(id)
  if (row) await startInstance(fixture.deps, row)
  const started = await fixture.getHostInstance(id)
  if (!started) throw new Error("the instance has been started")
  return started
}

test("instances that end before they are ready leave no probe behind", async () => {
  const deploymentId = await fixture.addDeployment(await fixture.addEndpoint())
  const { seen, handle } = countProbes()
  for (let i = 1; i <= 3; i++) {
    const { id } = await startOne(deploymentId)
    await handle(id)
    await vi.waitUntil(() => seen.probes > i * 3, PATIENCE)
    fixture.compute.end(id, { code: 1 })
    await handle(id)
    await vi.waitUntil(async () => (await fixture.getInstance(id))?.phase === "Stopped", PATIENCE)
  }
  await delay(100)
  const { probes } = seen
  await delay(300)
  expect(seen.probes).toBe(probes)
})

test("an instance that ends after it was ready is not probed any more either", async () => {
  const spec = makeSpec({ code: null, livenessProbe: { ...PROBE, period: 1 } })
  const { id } = await startOne(await fixture.addDeployment(await fixture.addEndpoint(), {}, spec))
  await fixture.db.update(instances).set({ phase: "Ready" }).where(eq(instances.id, id))
  const { seen, handle } = countProbes()
  await handle(id)
  fixture.compute.end(id, { code: 1 })
  await handle(id)
  await vi.waitUntil(async () => (await fixture.getInstance(id))?.phase === "Stopped", PATIENCE)
  const { probes } = seen
  await delay(1300)
  expect(seen.probes).toBe(probes)
})

test("a watch ends by itself when its instance does not start any more", async () => {
  const row = await startOne(await fixture.addDeployment(await fixture.addEndpoint()))
  await fixture.db.update(instances).set({ phase: "Stopped" }).where(eq(instances.id, row.id))
  const onTrouble = vi.fn<() => void>()
  await watchInstance(fixture.deps, { row, signal: stop.signal, onTrouble, observe: () => Promise.resolve(undefined) })
  expect(onTrouble).not.toHaveBeenCalled()
})

test("changed probes reach instances that run, also while the time of day stands still", async () => {
  const spec = makeSpec({ code: null, livenessProbe: PROBE, readinessProbe: PROBE })
  const deploymentId = await fixture.addDeployment(await fixture.addEndpoint(), { servingGeneration: 1 }, spec)
  const { id, templateHash } = await startOne(deploymentId)
  await fixture.db.update(instances).set({ phase: "Ready" }).where(eq(instances.id, id))
  const { handle } = countProbes()
  await handle(id)

  await fixture.db.insert(deploymentRevisions).values({
    id: "rev_second",
    workspaceId: "ws_1",
    deploymentId,
    generation: 2,
    spec: { ...spec, livenessProbe: { ...PROBE, period: 1 } },
    templateHash,
    createdBy: "test",
  })
  await fixture.db.update(deployments).set({ generation: 2 }).where(eq(deployments.id, deploymentId))
  await handle(id)
  await vi.waitUntil(async () => (await fixture.getInstance(id))?.phase === "Draining", PATIENCE)
  expect(await fixture.getInstance(id)).toMatchObject({ reason: "liveness" })
})

test("probes of a change that failed apply to nothing", async () => {
  const deploymentId = await fixture.addDeployment(await fixture.addEndpoint(), { servingGeneration: 1 })
  const { id, templateHash } = await startOne(deploymentId)
  const second = { id: "rev_second", workspaceId: "ws_1", deploymentId, generation: 2, templateHash, createdBy: "test" }
  await fixture.db.insert(deploymentRevisions).values({ ...second, spec: {} })
  const probesOf = async (failedGeneration: number | null) => {
    await fixture.db
      .update(deployments)
      .set({ generation: 2, failedGeneration })
      .where(eq(deployments.id, deploymentId))
    return (await fixture.getHostInstance(id))?.probesGeneration
  }
  expect(await probesOf(null)).toBe(2)
  expect(await probesOf(2)).toBe(1)
})

test.each([
  ["ended well", {}, { code: 0, signal: null, phase: "running" }],
  ["crashed", { signal: 11 }, { code: null, signal: 11, phase: "running" }],
])("the end of a draining instance that %s says what happened", async (_what, exit, end) => {
  const { id } = await startOne(await fixture.addDeployment(await fixture.addEndpoint()))
  const draining = { phase: "Draining", reason: "replaced", readyAt: new Date(0) }
  await fixture.db.update(instances).set(draining).where(eq(instances.id, id))
  if ("signal" in exit) fixture.compute.end(id, exit)
  await countProbes().handle(id)
  await vi.waitUntil(async () => (await fixture.getInstance(id))?.phase === "Stopped", PATIENCE)
  expect(await fixture.getInstance(id)).toMatchObject({ reason: "replaced", lastExit: end })
})
