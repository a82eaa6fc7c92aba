import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { deploymentRevisions, environmentBuilds } from "#drizzle/schema/index.ts"

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
  // The one environment there is has to be built again.
  await fixture.db.update(environmentBuilds).set({ status: "missing" })
})
afterEach(async () => {
  stop.abort()
  await fixture.end()
})

/** An environment that can be read and has to be built; the image beside its conda file is left out. */
function specToBuild() {
  const spec = makeSpec({ code: null })
  const environment = { ...spec.environment, spec: { ...spec.environment.spec, conda_file: "dependencies: [pip]" } }
  return { ...spec, environment }
}

async function addDeployment(): Promise<string> {
  return await fixture.addDeployment(await fixture.addEndpoint(), {}, specToBuild())
}

async function revisionOf(deploymentId: string) {
  const [row] = await fixture.db
    .select()
    .from(deploymentRevisions)
    .where(eq(deploymentRevisions.deploymentId, deploymentId))
  return row
}

/** A loop whose notes of a build fail as `fail` says; counts them, and its rounds. */
function runWith(fail: (write: number) => Error | null) {
  const seen = { rounds: 0, writes: 0 }
  const db = new Proxy(fixture.db, {
    get(target, key) {
      if (key === "select") seen.rounds += 1
      const error = key === "insert" ? fail(++seen.writes) : null
      if (error !== null) throw error
      const value: unknown = Reflect.get(target, key)
      return value
    },
  })
  return { seen, loop: runEnvironments({ ...fixture.deps, db }, stop.signal) }
}

test("a build that a database which is away interrupts is tried again after a pause, not at once and for ever", async () => {
  await addDeployment()
  const failed = vi.spyOn(fixture.deps.log, "error")
  const { seen, loop } = runWith(() => Object.assign(new Error("cut"), { code: "57P01" }))
  await vi.waitUntil(() => failed.mock.calls.length === 1, PATIENCE)
  const { rounds } = seen
  await vi.waitUntil(() => {
    loop.wake()
    return seen.rounds > rounds + 5
  }, PATIENCE)
  expect(seen.writes).toBe(1)
  fixture.clock.ms += 5000
  loop.wake()
  await vi.waitUntil(() => failed.mock.calls.length === 2, PATIENCE)
  stop.abort()
  await loop.ended
})

test("a file that is missing during a build fails the deployment with a reason instead of building for ever", async () => {
  const id = await addDeployment()
  const missing = Object.assign(new Error("no such file: uv"), { code: "ENOENT" })
  const { loop } = runWith((write) => (write === 1 ? missing : null))
  const error = async () => (await revisionOf(id))?.environmentError
  await expect.poll(error, PATIENCE).toMatchObject({ code: "internal" })
  stop.abort()
  await loop.ended
})

test("what an environment has otherwise than asked for is kept with the revision that asked", async () => {
  const id = await addDeployment()
  const { home, isPythonFallbackAllowed } = fixture.deps
  const source = environmentSource(specToBuild())
  await holdBuild({
    source,
    home,
    runtimeRequirementsPath: pythonRuntime.requirementsPath,
    isPythonFallbackAllowed,
  })
  const loop = runEnvironments(fixture.deps, stop.signal)
  const warnings = async () => (await revisionOf(id))?.environmentWarnings
  await expect.poll(warnings, PATIENCE).toEqual([expect.stringContaining("The image any is recorded and not used")])
  stop.abort()
  await loop.ended
})
