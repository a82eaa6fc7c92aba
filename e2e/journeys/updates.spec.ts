import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"

import { eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { deploymentRevisions, deployments, instances } from "#drizzle/schema/index.ts"
import { purge } from "#lib/controller/index.ts"
import { homeAt } from "#lib/kernel/home.ts"

import { findProcesses } from "../find-process.ts"
import { createInstallation } from "../installation.ts"
import type { Installation } from "../installation.ts"
import { listAllInstances, readStarted, withDatabase } from "../look-inside.ts"
import { writeScriptProject } from "../script-project.ts"

/** What a serving deployment goes through: updates that fail, are superseded or canceled, crashes, and its deletion. */

/** Far more than anything here takes; a busy machine must not fail a test. */
const SOON = { timeout: 60_000, interval: 100 }
const DAY_MS = 24 * 3600 * 1000

const ANSWERING = [
  "import os",
  "",
  "def init():",
  "    pass",
  "",
  "def run(raw_data):",
  '    return os.environ["ANSWER"]',
  "",
]
/** Long enough for a look at it before it is ready. */
const SLOW_TO_START = ANSWERING.map((line) => (line === "    pass" ? "    __import__('time').sleep(5)" : line))
const RAISING = [
  "def init():",
  '    raise RuntimeError("the new one is broken")',
  "",
  "def run(raw_data):",
  "    pass",
  "",
]
const SLEEPING = ["import time", "", "def init():", "    time.sleep(600)", "", "def run(raw_data):", "    pass", ""]

let caudal: Installation
let folder: string

interface DeploymentView {
  readonly id: string
  readonly provisioning_state: string
  readonly health: string
  readonly generation: number
  readonly serving_generation: number | null
  readonly failed_generation: number | null
  readonly failure: { readonly code: string } | null
  readonly instances: ReadonlyArray<{ readonly id: string; readonly phase: string; readonly generation: number }>
}

beforeAll(async () => {
  caudal = await createInstallation()
  folder = path.dirname(caudal.home)
  await caudal.start()
  await caudal.caudalJson(["online-endpoint", "create", "-n", "steady"])
  await caudal.caudalJson(["online-deployment", "create", "-f", project(ANSWERING, "first"), "--all-traffic"])
})

afterAll(async () => {
  await caudal.remove()
})

/** The deployment's file, with another script or answer than before. */
function project(script: readonly string[], answer: string, name = "blue"): string {
  const keys = {
    instance_count: 2,
    environment_variables: { ANSWER: answer },
    request_settings: { request_timeout_ms: 2000 },
  }
  return writeScriptProject(folder, { endpoint: "steady", name, script: script.join("\n"), keys })
}

const show = (name = "blue") =>
  caudal.caudalJson<DeploymentView>(["online-deployment", "show", "-e", "steady", "-n", name])

async function answer(): Promise<unknown> {
  const file = path.join(import.meta.dirname, "../../examples/diabetes/request.json")
  return JSON.parse(
    await caudal.caudalJson<string>(["online-endpoint", "invoke", "-n", "steady", "--request-file", file]),
  )
}

/** Both instances of `generation` are ready, and there is no other. */
async function servesWith(generation: number): Promise<void> {
  const seen = async () => (await show()).instances.map((one) => `${one.phase} ${one.generation}`)
  await expect.poll(seen, SOON).toEqual([`Ready ${generation}`, `Ready ${generation}`])
}

async function healthy(): Promise<void> {
  const health = async () => (await fetch(`${caudal.studioUrl}/api/health`).catch(() => null))?.status
  await expect.poll(health, SOON).toBe(200)
}

function operationIn(stderr: string): string {
  return /\bop_\w+/.exec(stderr)?.[0] ?? ""
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`)
}

test("an update that fails leaves the old generation serving", async () => {
  const update = await caudal.caudal(["online-deployment", "update", "-f", project(RAISING, "broken")])
  expect(update).toMatchObject({ code: 1, stderr: expect.stringContaining("the new one is broken") })
  expect(await show()).toMatchObject({
    provisioning_state: "Failed",
    health: "Healthy",
    serving_generation: 1,
    failed_generation: 2,
    failure: { code: "UserScriptInitFailed" },
  })
  await servesWith(1)
  expect(await answer()).toBe("first")
})

test("it still serves after the controller was killed, and an old instance that is killed comes back as it was", async () => {
  const before = (await show()).instances.map(({ id }) => id)
  const [controller = 0] = findProcesses(caudal, "processes/controller.ts")
  process.kill(controller, "SIGKILL")
  await expect.poll(() => isAlive(controller), SOON).toBe(false)
  await healthy()
  expect(await answer()).toBe("first")
  await servesWith(1)
  expect((await show()).instances.map(({ id }) => id)).toEqual(before)

  const [first = ""] = before
  process.kill(readStarted(caudal, first).child_pid, "SIGKILL")
  await expect.poll(async () => (await show()).instances.map(({ id }) => id), SOON).not.toContain(first)
  await servesWith(1)
  expect(await show()).toMatchObject({ provisioning_state: "Failed", health: "Healthy", serving_generation: 1 })
  expect(await answer()).toBe("first")
})

test("a newer update supersedes one that is still in progress", async () => {
  const slow = await caudal.caudal(["online-deployment", "update", "-f", project(SLEEPING, "slow"), "--no-wait"])
  expect(slow.code).toBe(0)
  const waiting = caudal.caudal(["operation", "wait", "-n", operationIn(slow.stderr)])
  await expect.poll(async () => (await show()).instances.some(({ generation }) => generation === 3), SOON).toBe(true)
  expect(await show()).toMatchObject({ provisioning_state: "Updating", health: "Healthy", serving_generation: 1 })

  const good = await caudal.caudal(["online-deployment", "update", "-f", project(ANSWERING, "fourth")])
  expect(good).toMatchObject({ code: 0 })
  expect(await waiting).toMatchObject({ code: 1 })
  const superseded = await caudal.caudalJson(["operation", "show", "-n", operationIn(slow.stderr)])
  expect(superseded).toMatchObject({ status: "Canceled" })
  expect(await show()).toMatchObject({
    provisioning_state: "Succeeded",
    health: "Healthy",
    serving_generation: 4,
    failure: null,
  })
  await servesWith(4)
  expect(await answer()).toBe("fourth")
})

test("an update that is canceled leaves what serves", async () => {
  const slow = await caudal.caudal(["online-deployment", "update", "-f", project(SLEEPING, "slow"), "--no-wait"])
  await expect.poll(async () => (await show()).instances.some(({ generation }) => generation === 5), SOON).toBe(true)
  await caudal.caudalJson(["operation", "cancel", "-n", operationIn(slow.stderr)])
  await servesWith(4)
  expect(await show()).toMatchObject({ provisioning_state: "Canceled", health: "Healthy", serving_generation: 4 })
  expect(await answer()).toBe("fourth")
})

test("a creation in progress can be canceled: whatever it started ends", async () => {
  const slow = await caudal.caudal(["online-deployment", "create", "-f", project(SLEEPING, "", "slow"), "--no-wait"])
  expect(slow.code).toBe(0)
  const waiting = caudal.caudal(["operation", "wait", "-n", operationIn(slow.stderr)])
  await expect
    .poll(async () => (await show("slow")).instances.map(({ phase }) => phase), SOON)
    .toEqual(["Starting", "Starting"])
  const pids = (await show("slow")).instances.map(({ id }) => readStarted(caudal, id).child_pid)
  const canceled = await caudal.caudalJson(["operation", "cancel", "-n", operationIn(slow.stderr)])
  expect(canceled).toMatchObject({ status: "Canceled" })
  expect(await waiting).toMatchObject({ code: 1, stderr: expect.stringContaining("Canceled") })
  await expect.poll(() => pids.filter(isAlive), SOON).toEqual([])
  await expect.poll(async () => (await show("slow")).instances, SOON).toEqual([])
  expect(await show("slow")).toMatchObject({ provisioning_state: "Canceled", serving_generation: null })
})

test("with --no-wait the command ends at once, and operation wait sees the change to its end", async () => {
  const begun = await caudal.caudal([
    "online-deployment",
    "create",
    "-f",
    project(SLOW_TO_START, "third", "green"),
    "--no-wait",
  ])
  expect(begun).toMatchObject({ code: 0, stdout: "" })
  expect((await show("green")).provisioning_state).toBe("Creating")
  const waited = await caudal.caudalJson(["operation", "wait", "-n", operationIn(begun.stderr)])
  expect(waited).toMatchObject({ status: "Succeeded" })
  expect(await show("green")).toMatchObject({ provisioning_state: "Succeeded", health: "Healthy" })
})

test("deleting frees processes, sockets, control groups, mounts and files at once", async () => {
  const { id, instances: own } = await show()
  const started = own.map((one) => readStarted(caudal, one.id))
  const pids = started.flatMap((one) => [one.pid, one.child_pid])
  const groups = started.flatMap((one) => one.control_groups)
  expect(pids.filter(isAlive)).toHaveLength(4)

  const refused = await caudal.caudal(["online-deployment", "delete", "-e", "steady", "-n", "blue", "--yes"])
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("traffic") })
  await caudal.caudalJson(["online-endpoint", "update", "-n", "steady", "--traffic", "blue=0"])
  const everHad = (await listAllInstances(caudal, "blue")).map((one) => one.id)
  expect(everHad.length).toBeGreaterThan(own.length)
  const deleted = await caudal.caudal(["online-deployment", "delete", "-e", "steady", "-n", "blue", "--yes"])
  expect(deleted.code).toBe(0)

  expect(pids.filter(isAlive)).toEqual([])
  expect(groups.filter((one) => existsSync(one))).toEqual([])
  const left = (names: readonly string[]) => names.filter((name) => everHad.some((one) => name.includes(one)))
  expect(left(readdirSync(homeAt(caudal.home).instances))).toEqual([])
  expect(left(readdirSync(caudal.sockets))).toEqual([])
  expect(left(readFileSync("/proc/mounts", "utf8").split("\n"))).toEqual([])

  const count = () =>
    withDatabase(caudal, async (db) => ({
      deployments: (await db.select().from(deployments).where(eq(deployments.id, id))).length,
      revisions: (await db.select().from(deploymentRevisions).where(eq(deploymentRevisions.deploymentId, id))).length,
      instances: (await db.select().from(instances).where(eq(instances.deploymentId, id))).length,
    }))
  const purgeIn = (days: number) =>
    withDatabase(caudal, (db) => purge({ db, home: homeAt(caudal.home) }, Date.now() + days * DAY_MS))
  await purgeIn(6)
  expect(await count()).toMatchObject({ deployments: 1, revisions: 5 })
  await purgeIn(8)
  expect(await count()).toEqual({ deployments: 0, revisions: 0, instances: 0 })
  expect(await show("green")).toMatchObject({ provisioning_state: "Succeeded", health: "Healthy" })
})
