import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { instances } from "#drizzle/schema/index.ts"

import { runPlanning } from "./run-planning.ts"
import { createControllerFixture } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"
import { makeSpec } from "./testing/make-spec.ts"

const PATIENCE = { timeout: 20_000, interval: 10 }
let fixture: ControllerFixture

beforeEach(async () => {
  fixture = await createControllerFixture()
})
afterEach(async () => {
  await fixture.end()
})

test("a deadline is kept although others are planned meanwhile and nobody tells of it", async () => {
  const readinessProbe = { initial_delay: 1, period: 1, timeout: 1, success_threshold: 1, failure_threshold: 1 }
  const late = await fixture.addDeployment(
    await fixture.addEndpoint(),
    {},
    makeSpec({ code: null, instanceCount: 2, readinessProbe }),
  )
  await fixture.addInstance(late, { phase: "Starting", startedAt: new Date(fixture.clock.ms) })
  const other = await fixture.addDeployment(await fixture.addEndpoint())
  const ending = new AbortController()
  const planning = runPlanning(fixture.deps, fixture.url, ending.signal)
  const countInstances = async (id: string) => (await fixture.listInstances(id)).length
  await vi.waitFor(async () => expect(await countInstances(late)).toBe(2), PATIENCE)
  await vi.waitFor(async () => expect(await countInstances(other)).toBe(1), PATIENCE)

  // Sooner than all are looked at.
  fixture.clock.ms += 2000
  planning.wake(other)
  await vi.waitFor(
    async () => expect(await fixture.getDeployment(late)).toMatchObject({ failure: { code: "ReadinessProbeFailed" } }),
    PATIENCE,
  )
  ending.abort()
  await planning.ended
})

test("what an event names is planned before the rest of those that are looked at anyway", async () => {
  const endpoint = await fixture.addEndpoint()
  const count = 60
  for (let i = 0; i < count; i++) await fixture.addDeployment(endpoint)
  const ending = new AbortController()
  const planning = runPlanning(fixture.deps, fixture.url, ending.signal)
  const planned = async () => (await fixture.db.selectDistinct({ id: instances.deploymentId }).from(instances)).length
  await vi.waitFor(async () => expect(await planned()).toBeGreaterThan(0), PATIENCE)
  const fresh = await fixture.addDeployment(endpoint)
  planning.wake(fresh)
  await vi.waitFor(async () => expect(await fixture.listInstances(fresh)).toHaveLength(1), PATIENCE)
  expect(await planned()).toBeLessThan(count)
  ending.abort()
  await planning.ended
})

test("an instance that was starting when the machine slept has its whole time after it wakes", async () => {
  const readinessProbe = { initial_delay: 1, period: 1, timeout: 1, success_threshold: 1, failure_threshold: 9 }
  const spec = makeSpec({ code: null, readinessProbe })
  const id = await fixture.addDeployment(await fixture.addEndpoint(), {}, spec)
  await fixture.addInstance(id, { phase: "Starting", startedAt: new Date(fixture.clock.ms) })
  const other = await fixture.addDeployment(await fixture.addEndpoint())
  const ending = new AbortController()
  const planning = runPlanning(fixture.deps, fixture.url, ending.signal)
  await vi.waitFor(async () => expect(await fixture.listInstances(other)).toHaveLength(1), PATIENCE)

  // The clock alone goes on: that is how a sleep looks afterwards.
  fixture.clock.ms += 3600_000
  const marker = await fixture.addDeployment(await fixture.addEndpoint())
  planning.wake(id)
  planning.wake(marker)
  await vi.waitFor(async () => expect(await fixture.listInstances(marker)).toHaveLength(1), PATIENCE)
  expect(await fixture.getDeployment(id)).toMatchObject({ provisioningState: "Creating", failure: null })
  ending.abort()
  await planning.ended
})

test("all are looked at every five seconds also after the clock was set back", async () => {
  const ending = new AbortController()
  const first = await fixture.addDeployment(await fixture.addEndpoint())
  const planning = runPlanning(fixture.deps, fixture.url, ending.signal)
  await vi.waitFor(async () => expect(await fixture.listInstances(first)).toHaveLength(1), PATIENCE)
  fixture.clock.ms -= 3600_000
  const unheard = await fixture.addDeployment(await fixture.addEndpoint())
  await vi.waitFor(async () => expect(await fixture.listInstances(unheard)).toHaveLength(1), PATIENCE)
  ending.abort()
  await planning.ended
})
