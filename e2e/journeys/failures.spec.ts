import { readFileSync } from "node:fs"
import path from "node:path"

import { afterAll, beforeAll, expect, test } from "vitest"

import { homeAt } from "#lib/kernel/home.ts"

import { createInstallation } from "../installation.ts"
import type { Installation } from "../installation.ts"
import { listAllInstances } from "../look-inside.ts"
import { FAILING_SCRIPTS } from "../failing-scripts.ts"
import { writeScriptProject } from "../script-project.ts"

/**
 * Deployments that cannot work. Each ends Failed as it should: at once where trying again is useless, after three exits, or
 * at the readiness deadline; the command line and the API say the cause, the phase and the lines that show it.
 */

interface FailedDeployment {
  readonly provisioning_state: string
  readonly health: string
  readonly serving_generation: number | null
  readonly failure: { code: string; message: string; phase: string; generation: number; log: string[] } | null
  readonly instances: readonly unknown[]
}

let caudal: Installation

beforeAll(async () => {
  caudal = await createInstallation()
  await caudal.start()
  await caudal.caudalJson(["online-endpoint", "create", "-n", "failing"])
})

afterAll(async () => {
  await caudal.remove()
})

const show = (name: string) =>
  caudal.caudalJson<FailedDeployment>(["online-deployment", "show", "-e", "failing", "-n", name])

test.each(FAILING_SCRIPTS)("$name ends Failed with $code in phase $phase after $tries tries", async (one) => {
  const file = writeScriptProject(path.dirname(caudal.home), { endpoint: "failing", ...one })
  const result = await caudal.caudal(["online-deployment", "create", "-f", file])
  expect(result.code).toBe(1)

  const deployment = await show(one.name)
  expect(deployment).toMatchObject({ provisioning_state: "Failed", health: "Unknown", serving_generation: null })
  const { failure } = deployment
  expect(failure).toMatchObject({ code: one.code, phase: one.phase, generation: 1 })
  expect(failure?.message).toMatch(one.says)
  expect(failure?.log.join("\n")).toMatch(one.shows)

  expect(result.stderr).toContain(one.code)
  expect(result.stderr).toContain(`in phase ${one.phase}`)
  expect(result.stderr).toMatch(one.says)
  expect(result.stderr).toMatch(one.shows)

  const tried = await listAllInstances(caudal, one.name)
  expect(tried).toHaveLength(one.tries)
  await expect.poll(async () => (await show(one.name)).instances, { timeout: 60_000, interval: 100 }).toEqual([])
})

test("what failed is not tried again by itself", async () => {
  const count = async () =>
    (await Promise.all(FAILING_SCRIPTS.map(({ name }) => listAllInstances(caudal, name)))).flat().length
  expect(await count()).toBe(FAILING_SCRIPTS.reduce((sum, { tries }) => sum + tries, 0))
})

test("the API answers a change that is waited for with the failure's own code and message", async () => {
  const { code_configuration, environment } = await caudal.caudalJson<Record<string, unknown>>([
    "online-deployment",
    "show",
    "-e",
    "failing",
    "-n",
    "missing-run",
  ])
  const url = `${caudal.studioUrl}/api/v1/workspaces/default/online-endpoints/failing/deployments/missing-run`
  const token = readFileSync(homeAt(caudal.home).cliTokenFile, "utf8").trim()
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
  const body = JSON.stringify({ name: "missing-run", endpoint_name: "failing", code_configuration, environment })
  const put = await fetch(`${url}?wait=60`, { method: "PUT", headers, body })
  expect(put.status).toBe(422)
  expect(await put.json()).toMatchObject({
    error: { code: "UserScriptFunctionNotFound", message: expect.stringMatching(/run/) },
  })
  const read = await fetch(url, { headers })
  expect(await read.json()).toMatchObject({
    provisioning_state: "Failed",
    failed_generation: 2,
    failure: { code: "UserScriptFunctionNotFound", phase: "imports", generation: 2 },
  })
})
