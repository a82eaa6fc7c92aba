import { execFile } from "node:child_process"
import { cpSync, mkdirSync, readFileSync } from "node:fs"
import { Agent, request } from "node:https"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { promisify } from "node:util"

import { asc, desc, eq } from "drizzle-orm"
import { z } from "zod"

import { deployments, environmentBuilds, instances } from "#drizzle/schema/index.ts"
import { phaseSchema } from "#lib/compute/contract.ts"

import { createInstallation, localCa, ROOT } from "../e2e/installation.ts"
import { withDatabase } from "../e2e/look-inside.ts"

/**
 * How long a deployment takes until its first 200, in a real installation in a home of its own: cold (its environment has to
 * be built), then warm, step by step, against T: the imports and `init()` of the same script in the same environment. T is
 * measured twice a round, by the environment's Python alone and inside the instance, and the smaller counts: on a busy machine
 * an instance's control group has a share of its own, so it can be the faster one.
 *
 *     node bin/node24.js bench/deploy.ts [warm repetitions, default 5]
 */

/** Most that a deployment may take until its first 200. */
const WARM_BEYOND_T_MS = 2000
const COLD_BUILD_MS = 30_000

const REPETITIONS = Number(process.argv[2] ?? 5)
const DIABETES = path.join(ROOT, "examples/diabetes")
const ENDPOINT = "diabetes"
const POLL_MS = 5

const run = promisify(execFile)
const caudal = await createInstallation()

/** Milliseconds of each step, in their order. */
type Steps = Readonly<Record<string, number>>

const T_PROGRAM = [
  "import sys, time",
  "begun = time.perf_counter()",
  "sys.path.insert(0, sys.argv[1])",
  "import score",
  "score.init()",
  "print((time.perf_counter() - begun) * 1000)",
].join("\n")

/** Waits for the first 200 of a deployment, asked for by name. Answers when it came. */
async function firstAnswer(deployment: string, key: string): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const body = readFileSync(path.join(DIABETES, "request.json"))
  const options = {
    method: "POST",
    agent,
    ca: localCa(caudal),
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "azureml-model-deployment": deployment,
    },
  }
  try {
    for (;;) {
      const status = await new Promise<number>((resolve, reject) => {
        const call = request(`${caudal.gatewayUrl}/endpoints/${ENDPOINT}/score`, options, (response) => {
          response.resume()
          response.on("end", () => resolve(response.statusCode ?? 0))
        })
        call.on("error", reject)
        call.end(body)
      })
      if (status === 200) return Date.now()
      await delay(POLL_MS)
    }
  } finally {
    agent.destroy()
  }
}

/** The deployment's newest instance, and when its deployment was accepted. */
async function readStart(name: string) {
  const row = await withDatabase(caudal, async (db) => {
    const rows = await db
      .select({ instance: instances, acceptedAt: deployments.createdAt })
      .from(instances)
      .innerJoin(deployments, eq(deployments.id, instances.deploymentId))
      .where(eq(deployments.name, name))
      .orderBy(desc(instances.id))
    return rows
  })
  const [newest] = row
  if (row.length !== 1 || !newest) throw new Error(`${name} had ${row.length} instances: one was expected.`)
  return newest
}

function phasesOf(id: string) {
  const lines = readFileSync(path.join(caudal.home, "instances", id, "phases.jsonl"), "utf8")
    .trim()
    .split("\n")
  const phases = lines.map((line) => phaseSchema.required({ ms: true, at: true }).parse(JSON.parse(line)))
  return (name: string) => {
    const found = phases.find(({ phase }) => phase === name)
    if (!found) throw new Error(`The runtime of ${id} reported no ${name}.`)
    return { ms: found.ms, endedMs: found.at * 1000 }
  }
}

/** Creates a deployment as a user does, and cuts the time until its first 200 into steps. */
async function deploy(name: string, key: string): Promise<Steps> {
  const begunMs = Date.now()
  const [created, answeredMs] = await Promise.all([
    caudal.caudal(["online-deployment", "create", "-f", "blue.yml", "-n", name, "--no-wait"], { cwd: DIABETES }),
    firstAnswer(name, key),
  ])
  if (created.code !== 0) throw new Error(created.stderr)
  const { instance, acceptedAt } = await readStart(name)
  const phase = phasesOf(instance.id)
  const [imports, init, serving] = [phase("imports"), phase("init"), phase("serving")]
  const spawnMs = instance.phasesMs["spawn"] ?? 0
  const startedMs = instance.startedAt?.getTime() ?? 0
  const readyMs = instance.readyAt?.getTime() ?? 0
  const importsBegunMs = imports.endedMs - imports.ms
  return {
    "command line until accepted": acceptedAt.getTime() - begunMs,
    plan: startedMs - spawnMs - acceptedAt.getTime(),
    spawn: spawnMs,
    "Python starts": importsBegunMs - startedMs,
    imports: imports.ms,
    init: init.ms,
    "server listens": serving.endedMs - imports.endedMs - init.ms,
    // The socket is open from the spawn on, so that a probe that waits in it may be answered before the runtime says so.
    "first probe": Math.max(0, readyMs - serving.endedMs),
    "routes in force, first 200": answeredMs - readyMs,
    "accepted until first 200": answeredMs - acceptedAt.getTime(),
    "command until first 200": answeredMs - begunMs,
  }
}

async function measureT(environment: string): Promise<number> {
  const model = path.join(path.dirname(caudal.home), "t-model")
  mkdirSync(model, { recursive: true })
  cpSync(path.join(DIABETES, "model-blue/model"), path.join(model, "model"), { recursive: true })
  const args = ["-B", "-c", T_PROGRAM, path.join(DIABETES, "onlinescoring")]
  const env = { ...process.env, AZUREML_MODEL_DIR: model }
  const { stdout } = await run(path.join(environment, "bin/python"), args, { env })
  return Number(stdout)
}

async function readBuild() {
  const rows = await withDatabase(caudal, (db) =>
    db.select().from(environmentBuilds).orderBy(asc(environmentBuilds.startedAt)),
  )
  const [build] = rows
  if (!build?.path || !build.startedAt || !build.finishedAt) throw new Error("The environment was not built.")
  const phases = z.record(z.string(), z.number()).parse(build.phasesMs)
  return { path: build.path, phases, totalMs: build.finishedAt.getTime() - build.startedAt.getTime() }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const say = (text: string) => process.stdout.write(`${text}\n`)

function sayTable(title: string, rows: Readonly<Record<string, readonly number[]>>): void {
  say(`\n${title}`)
  for (const [name, values] of Object.entries(rows)) {
    const cells = values.map((value) => Math.round(value).toString().padStart(7)).join("")
    const middle = values.length > 1 ? `   median ${Math.round(median(values))}` : ""
    say(`  ${name.padEnd(34)}${cells} ms${middle}`)
  }
}

function sayBudget(what: string, tookMs: number, allowedMs: number): boolean {
  const isMet = tookMs <= allowedMs
  say(`${what}: ${Math.round(tookMs)} ms of ${Math.round(allowedMs)} ms allowed, ${isMet ? "met" : "missed"}`)
  return isMet
}

async function measureWarm(key: string, environment: string): Promise<Record<string, number[]>> {
  const rows: Record<string, number[]> = {}
  for (let round = 1; round <= REPETITIONS; round++) {
    const alone = await measureT(environment)
    const name = `warm-${round}`
    const steps = await deploy(name, key)
    const T = Math.min(alone, (steps["imports"] ?? 0) + (steps["init"] ?? 0))
    const beyond = (steps["accepted until first 200"] ?? 0) - T
    const row = { ...steps, "imports and init() alone": alone, T, "accepted until first 200, less T": beyond }
    for (const [step, ms] of Object.entries(row)) (rows[step] ??= []).push(ms)
    const gone = await caudal.caudal(["online-deployment", "delete", "-e", ENDPOINT, "-n", name, "--yes"])
    if (gone.code !== 0) throw new Error(gone.stderr)
  }
  return rows
}

try {
  await caudal.start()
  await caudal.caudalJson(["online-endpoint", "create", "-f", "endpoint.yml"], { cwd: DIABETES })
  const keys = ["online-endpoint", "get-credentials", "-n", ENDPOINT]
  const { primaryKey } = await caudal.caudalJson<{ primaryKey: string }>(keys)

  const cold = await deploy("cold", primaryKey)
  const build = await readBuild()
  await measureT(build.path)
  const warm = await measureWarm(primaryKey, build.path)

  sayTable("cold: the environment is built first", {
    ...Object.fromEntries(Object.entries(build.phases).map(([phase, ms]) => [`build: ${phase}`, [ms]])),
    "build: all": [build.totalMs],
    "command until first 200": [cold["command until first 200"] ?? 0],
  })
  sayTable(`warm: the environment is there, ${REPETITIONS} times`, warm)
  say("")
  const beyondT = median(warm["accepted until first 200, less T"] ?? [])
  const isMet = [
    sayBudget("cold build", build.totalMs, COLD_BUILD_MS),
    sayBudget("warm, accepted until first 200, less T", beyondT, WARM_BEYOND_T_MS),
  ].every(Boolean)
  process.exitCode = isMet ? 0 : 1
} finally {
  await caudal.remove()
}
