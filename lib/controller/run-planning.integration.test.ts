import { afterEach, beforeEach, expect, test, vi } from "vitest"

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
