import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test, vi } from "vitest"

import { homeAt } from "#lib/kernel/home.ts"
import { close, connect, startEmbedded } from "#lib/storage/index.ts"

import { findProcesses } from "../find-process.ts"
import { createInstallation, localCa, ROOT, runCommand } from "../installation.ts"
import type { Installation } from "../installation.ts"
import { startSteadyClient } from "../steady-client.ts"
import type { SteadyClient } from "../steady-client.ts"

/**
 * A client sends requests without pause while versions change and processes are killed. Goal: no request fails except those
 * in flight on the process that was killed. Method: every failure must have begun before a kill that can explain it.
 */

const DIABETES = path.join(ROOT, "examples/diabetes")
const WORKERS = 3

let caudal: Installation
let client: SteadyClient

interface DeploymentView {
  readonly provisioning_state: string
  readonly health: string
  readonly instances: ReadonlyArray<{ readonly id: string; readonly phase: string; readonly generation: number }>
}

const showBlue = () => caudal.caudalJson<DeploymentView>(["online-deployment", "show", "-e", "diabetes", "-n", "blue"])

beforeAll(async () => {
  caudal = await createInstallation()
  await caudal.start()
  await caudal.caudalJson(["online-endpoint", "create", "-f", "endpoint.yml"], { cwd: DIABETES })
  for (const file of ["blue.yml", "green.yml"]) {
    await caudal.caudalJson(
      [
        "online-deployment",
        "create",
        "-f",
        file,
        "--set",
        "instance_count=2",
        "request_settings.max_concurrent_requests_per_instance=4",
      ],
      { cwd: DIABETES },
    )
  }
  await caudal.caudalJson(["online-endpoint", "update", "-n", "diabetes", "--traffic", "blue=100"])
  const { primaryKey } = await caudal.caudalJson<{ primaryKey: string }>([
    "online-endpoint",
    "get-credentials",
    "-n",
    "diabetes",
  ])
  client = startSteadyClient({
    url: `${caudal.gatewayUrl}/endpoints/diabetes/score`,
    ca: localCa(caudal),
    key: primaryKey,
    body: readFileSync(path.join(DIABETES, "request.json"), "utf8"),
    workers: WORKERS,
  })
  await answeredAgain()
})

afterAll(async () => {
  await client?.stop()
  await caudal.remove()
})

/** Waits until each worker had new answers. */
async function answeredAgain(count = 20 * WORKERS): Promise<void> {
  const total = () => [...client.answers.values()].reduce((sum, one) => sum + one, 0)
  const goal = total() + count
  await vi.waitUntil(() => total() >= goal, { timeout: 120_000, interval: 20 })
}

/** Runs `work` and expects that nothing failed meanwhile, but for what was in flight at the moment it returns. */
async function expectNoFailure(work: () => Promise<number | void>): Promise<void> {
  const before = client.failures.length
  const killedMs = (await work()) ?? 0
  await answeredAgain()
  const unexplained = client.failures.slice(before).filter(({ startedMs }) => startedMs > killedMs)
  expect(unexplained).toEqual([])
  // Each worker has one request in flight: more than that cannot be excused.
  expect(client.failures.length - before).toBeLessThanOrEqual(killedMs === 0 ? 0 : WORKERS)
}

function kill(pids: readonly number[]): number {
  expect(pids.length).toBeGreaterThan(0)
  const killedMs = performance.now()
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL")
    } catch (error) {
      // Processes of one instance end with each other.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error
    }
  }
  return killedMs
}

async function healthy(): Promise<void> {
  const health = async () => (await fetch(`${caudal.studioUrl}/api/health`).catch(() => null))?.status
  await expect.poll(health, { timeout: 60_000, interval: 100 }).toBe(200)
}

test("traffic moves from blue to green in steps", async () => {
  await expectNoFailure(async () => {
    for (const green of [10, 50, 90, 100]) {
      await caudal.caudalJson([
        "online-endpoint",
        "update",
        "-n",
        "diabetes",
        "--traffic",
        `blue=${100 - green} green=${green}`,
      ])
      await answeredAgain(10)
    }
  })
  const blueBefore = client.answers.get("blue")
  await answeredAgain()
  expect(client.answers.get("blue")).toBe(blueBefore)
})

test("blue is updated in place to a new model while it takes half of the traffic", async () => {
  await caudal.caudalJson(["online-endpoint", "update", "-n", "diabetes", "--traffic", "blue=50 green=50"])
  await expectNoFailure(async () => {
    const updated = await caudal.caudalJson<DeploymentView>(
      [
        "online-deployment",
        "update",
        "-f",
        "green.yml",
        "-n",
        "blue",
        "--set",
        "instance_count=2",
        "request_settings.max_concurrent_requests_per_instance=4",
      ],
      { cwd: DIABETES },
    )
    expect(updated).toMatchObject({ provisioning_state: "Succeeded", health: "Healthy" })
  })
})

test("an instance that is killed is replaced, and only what it was answering is lost", async () => {
  const [first] = (await showBlue()).instances
  const pids = findInstanceProcesses(first?.id ?? "")
  await expectNoFailure(async () => kill(pids))
  await expect.poll(async () => (await showBlue()).health, { timeout: 60_000, interval: 200 }).toBe("Healthy")
  expect((await showBlue()).instances.map(({ id }) => id)).not.toContain(first?.id)
})

/** The processes inside an instance's sandbox: their output goes to its folder's shim, which names the first of them. */
function findInstanceProcesses(id: string): number[] {
  const started: unknown = JSON.parse(readFileSync(path.join(caudal.home, "instances", id, "shim.json"), "utf8"))
  if (started !== null && typeof started === "object" && "child_pid" in started) return [Number(started.child_pid)]
  return []
}

test.each([
  ["controller", "processes/controller.ts"],
  ["studio", "processes/studio.ts"],
])("the %s may be killed: callers notice nothing", async (_name, script) => {
  await expectNoFailure(async () => {
    kill(findProcesses(caudal, script))
    await healthy()
  })
})

test("the gateway may be killed: callers wait for the next one", async () => {
  client.isGatewayReplaced = true
  await expectNoFailure(async () => kill(findProcesses(caudal, "processes/gateway.ts")))
  await healthy()
  client.isGatewayReplaced = false
})

test("PostgreSQL may be killed while three of its backends compute: callers notice nothing", async () => {
  const { url, pid } = await startEmbedded(homeAt(caudal.home))
  const db = connect(url, { max: 4, applicationName: "caudal-test" })
  const computing = Array.from({ length: 3 }, () =>
    db.execute(sql`select count(*) from generate_series(1, 1000000000) as computing`).catch(() => undefined),
  )
  const countComputing = async () => {
    const rows = await db.execute(
      sql`select pid from pg_stat_activity where query like '%as computing%' and state = 'active' and pid <> pg_backend_pid()`,
    )
    return rows.length
  }
  await expect.poll(countComputing, { timeout: 10_000 }).toBe(3)
  await expectNoFailure(async () => {
    kill([pid])
    await Promise.all(computing)
    await close(db)
    await healthy()
  })
  const endpoint = await caudal.caudalJson<{ traffic: unknown }>(["online-endpoint", "show", "-n", "diabetes"])
  expect(endpoint.traffic).toEqual({ blue: 50, green: 50 })
})

/** Kills the launcher and waits until its children have ended by themselves, because their pipe to it is closed. */
async function killLauncher(): Promise<void> {
  const children = ["gateway", "controller", "studio"].flatMap((name) => findProcesses(caudal, `processes/${name}.ts`))
  kill(findProcesses(caudal, "processes/start.ts"))
  await expect
    .poll(() => findProcesses(caudal, "processes/").filter((pid) => children.includes(pid)), { timeout: 60_000 })
    .toEqual([])
}

test("the launcher may be killed: callers wait, also over a start that fails, for the next one, which adopts what lives", async () => {
  const before = (await showBlue()).instances.map(({ id }) => id).toSorted()
  client.isGatewayReplaced = true
  await expectNoFailure(async () => {
    await killLauncher()
    const env = { ...caudal.env, CAUDAL_MASTER_KEY: randomBytes(32).toString("base64") }
    const failed = await runCommand(process.execPath, ["bin/start.js"], { cwd: ROOT, env })
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("sealed under another master key") })
    await caudal.start()
  })
  client.isGatewayReplaced = false
  expect((await showBlue()).instances.map(({ id }) => id).toSorted()).toEqual(before)
})

test("the keeper of the gateway's port may be killed: callers notice nothing", async () => {
  const keepers = () => findProcesses(caudal, "socket_keeper.py\0keep")
  await expectNoFailure(async () => {
    const killed = keepers()
    kill(killed)
    await expect.poll(() => keepers().filter((pid) => !killed.includes(pid)), { timeout: 60_000 }).toHaveLength(1)
  })
})

test("after a kill of the launcher the command line says so, and stops what is left", async () => {
  await client.stop()
  await killLauncher()
  const status = await caudal.caudal(["status"])
  expect(status).toMatchObject({ code: 1, stdout: expect.stringContaining("The launcher was killed. Models run on") })
  const stopped = await caudal.caudal(["stop"])
  expect(stopped).toMatchObject({ code: 0, stderr: expect.stringContaining("its launcher had been killed") })
  expect(findProcesses(caudal, "")).toEqual([])
  const again = await caudal.caudal(["stop"])
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining("no Caudal runs") })
})

test("the end of its terminal stops Caudal as Ctrl-C does: nothing is left, and nobody waits for nothing", async () => {
  const launcher = await caudal.start()
  await healthy()
  launcher.kill("SIGHUP")
  await once(launcher, "close")
  expect(launcher.exitCode).toBe(0)
  expect(findProcesses(caudal, "")).toEqual([])
})
