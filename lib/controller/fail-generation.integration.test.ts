import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test } from "vitest"

import { instances } from "#drizzle/schema/index.ts"

import { reconcileDeployment } from "./reconcile-deployment.ts"
import { recordReadiness } from "./record-readiness.ts"
import { createControllerFixture, EPOCH } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"
import { makeSpec } from "./testing/make-spec.ts"

const PROBE = { initial_delay: 1, period: 1, timeout: 1, success_threshold: 1, failure_threshold: 2 }
const DEADLINE_MS = 3000

let fixture: ControllerFixture

beforeEach(async () => {
  fixture = await createControllerFixture()
})
afterEach(async () => {
  await fixture.end()
})

const plan = (deploymentId: string) =>
  reconcileDeployment(fixture.deps, { deploymentId, epoch: EPOCH, watchedSinceMs: 0 })

async function addPair(): Promise<string> {
  const spec = makeSpec({ code: null, instanceCount: 2, readinessProbe: PROBE, livenessProbe: PROBE })
  const id = await fixture.addDeployment(await fixture.addEndpoint(), {}, spec)
  // The other one comes and goes: it is in no route meanwhile.
  await fixture.addInstance(id, { phase: "Starting" })
  return id
}

test("one of two that turns unready before the deployment serves has as long as one that starts", async () => {
  const id = await addPair()
  const row = await fixture.addInstance(id, { phase: "Ready", readyAt: new Date(fixture.clock.ms) })
  fixture.clock.ms += 3600_000
  await recordReadiness(fixture.deps, row, { isReady: false })
  fixture.clock.ms += DEADLINE_MS - 1
  await plan(id)
  expect(await fixture.getDeployment(id)).toMatchObject({ failure: null })
  fixture.clock.ms += 1
  await plan(id)
  const { failure } = (await fixture.getDeployment(id)) ?? {}
  expect(failure).toMatchObject({ code: "ReadinessProbeFailed", phase: "readiness" })
  expect(failure).toMatchObject({ message: expect.stringContaining("The instance was ready, but not any more") })
})

test("instances that their liveness probe kills in turn fail a deployment that has not served, and it says which probe", async () => {
  const id = await addPair()
  for (let i = 1; i <= 3; i++) {
    const row = await fixture.addInstance(id, { phase: "Draining", readyAt: new Date(fixture.clock.ms) })
    const killed = { reason: "liveness", drainingSince: new Date(fixture.clock.ms + 2000) }
    await fixture.db.update(instances).set(killed).where(eq(instances.id, row.id))
  }
  fixture.clock.ms += 2000
  await plan(id)
  expect(await fixture.getDeployment(id)).toMatchObject({
    provisioningState: "Failed",
    failure: {
      code: "ResourceNotReady",
      phase: "running",
      message: expect.stringContaining("did not answer its liveness_probe"),
    },
  })
})
