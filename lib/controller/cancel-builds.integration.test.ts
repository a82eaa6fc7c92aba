import { setTimeout as delay } from "node:timers/promises"

import { eq, inArray, isNotNull, ne } from "drizzle-orm"
import { afterEach, beforeEach, expect, test } from "vitest"

import { deploymentRevisions, deployments, environmentBuilds } from "#drizzle/schema/index.ts"
import { environmentSource } from "#lib/deployments/index.ts"
import { holdBuild } from "#lib/environments/testing/hold-build.ts"
import { pythonRuntime } from "#lib/runtimes/index.ts"

import { runEnvironments } from "./build-environments.ts"
import { createControllerFixture } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"
import { makeSpec } from "./testing/make-spec.ts"

const PATIENCE = { timeout: 20_000, interval: 10 }

let fixture: ControllerFixture
let stop: AbortController

beforeEach(async () => {
  fixture = await createControllerFixture()
  stop = new AbortController()
  // The one environment there is does not count.
  await fixture.db.update(environmentBuilds).set({ status: "missing" })
})
afterEach(async () => {
  stop.abort()
  await fixture.end()
})

async function addDeployment(endpointId: string, dependency: string, comment = ""): Promise<string> {
  return await fixture.addDeployment(endpointId, {}, specOf(dependency, comment))
}

/** Makes builds of an environment wait until the lock that it answers is released. */
async function hold(dependency: string) {
  const { home, isPythonFallbackAllowed } = fixture.deps
  const { requirementsPath: runtimeRequirementsPath } = pythonRuntime
  const source = environmentSource(specOf(dependency))
  return await holdBuild({ source, home, runtimeRequirementsPath, isPythonFallbackAllowed })
}

/** A deployment whose environment is built without end. */
async function addHanging(endpointId: string, dependency: string): Promise<string> {
  await hold(dependency)
  return await addDeployment(endpointId, dependency)
}

function specOf(dependency: string, comment = "") {
  const conda = `dependencies: [{pip: [${dependency}]}] # ${comment}`
  return makeSpec({
    environment: { id: "env_1", name: "env", version: "1", spec: { conda_file: conda, os_type: "linux" } },
  })
}

const revisionsOf = (...ids: string[]) =>
  fixture.db.select().from(deploymentRevisions).where(inArray(deploymentRevisions.deploymentId, ids))

/** What a cancellation leaves of a deployment; `cancelOperation` tells the loop too. */
async function cancel(id: string): Promise<void> {
  await fixture.db.update(deployments).set({ failedGeneration: 1 }).where(eq(deployments.id, id))
}

const statuses = async () => {
  const rows = await fixture.db.select().from(environmentBuilds).where(ne(environmentBuilds.status, "missing"))
  return rows.map(({ status }) => status).toSorted()
}

test("builds of canceled changes end and make room for others", async () => {
  const endpointId = await fixture.addEndpoint()
  const [first, second] = [await addHanging(endpointId, "six"), await addHanging(endpointId, "toolz")]
  await addHanging(endpointId, "idna")
  const loop = runEnvironments(fixture.deps, stop.signal)
  await expect.poll(statuses, PATIENCE).toEqual(["building", "building"])
  await cancel(first)
  await cancel(second)
  loop.wake()
  await expect.poll(statuses, PATIENCE).toEqual(["building"])
  stop.abort()
  await loop.ended
})

test("a build of a canceled change goes on for another that wants the same, and ends with the last", async () => {
  const endpointId = await fixture.addEndpoint()
  const [first, second, other] = [
    await addHanging(endpointId, "six"),
    await addDeployment(endpointId, "six"),
    await addHanging(endpointId, "toolz"),
  ]
  const loop = runEnvironments(fixture.deps, stop.signal)
  await expect.poll(statuses, PATIENCE).toEqual(["building"])
  await cancel(first)
  await cancel(other)
  loop.wake()
  await delay(300)
  expect(await statuses()).toEqual(["building"])
  expect(await fixture.db.$count(environmentBuilds, isNotNull(environmentBuilds.finishedAt))).toBe(0)
  await cancel(second)
  loop.wake()
  await expect.poll(statuses, PATIENCE).toEqual([])
  stop.abort()
  await loop.ended
})

test("a build that ends with the change that began it is begun anew by one that joined it", async () => {
  const endpointId = await fixture.addEndpoint()
  const lock = await hold("six")
  const first = await addDeployment(endpointId, "six")
  const joined = await addDeployment(endpointId, "six", "the same packages in another file")
  const hashes = async () => (await revisionsOf(first, joined)).map((row) => row.environmentHash)
  const before = await hashes()
  const loop = runEnvironments(fixture.deps, stop.signal)
  // Both have begun, each with a hash that its revision did not have before, and it is one environment that they wait for.
  await expect.poll(async () => (await hashes()).some((hash) => before.includes(hash)), PATIENCE).toBe(false)
  expect(new Set(await hashes()).size).toBe(1)
  await cancel(first)
  loop.wake()
  await expect.poll(statuses, PATIENCE).toEqual([])
  // The fixture builds nothing: that the one who joined is refused shows that it began anew.
  await lock.release()
  await expect.poll(statuses, PATIENCE).toEqual(["failed"])
  const errors = (await revisionsOf(first, joined)).map((row) => [row.deploymentId, row.environmentError !== null])
  expect(Object.fromEntries(errors)).toEqual({ [first]: false, [joined]: true })
  stop.abort()
  await loop.ended
})
