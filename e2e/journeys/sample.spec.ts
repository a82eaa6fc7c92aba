import { readFileSync } from "node:fs"

import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { homeAt } from "#lib/kernel/home.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { createInstallation } from "../installation.ts"
import type { Installation } from "../installation.ts"

/** What a new person does first in the studio, over the API that its pages use: take a sample, see it come up, try it. */

const workspace = "default"
const WAIT_S = 300

let caudal: Installation
let token: string

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(caudal.studioUrl + path, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

beforeAll(async () => {
  caudal = await createInstallation()
  await caudal.start()
  token = readFileSync(homeAt(caudal.home).cliTokenFile, "utf8").trim()
})
afterAll(async () => await caudal.remove())

test("a sample answers the request that it brings, tried through the studio", async () => {
  const sample = fillPath(apiPaths.sample, { workspace, sample: "diabetes" })
  const created = await call("POST", `${sample}?wait=${WAIT_S}`, {})
  expect(created).toMatchObject({ status: 200, body: { endpoint_name: "diabetes" } })
  const shown = await call("GET", fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "diabetes" }))
  expect(shown.body).toMatchObject({
    health: "Healthy",
    traffic: { blue: 100 },
    deployments: [{ name: "blue", ready_instances: 1, percent: 100, failure_code: null }],
  })
  const { request } = z.object({ request: z.string() }).parse((await call("GET", sample)).body)
  const tested = await call("POST", fillPath(apiPaths.testEndpoint, { workspace, endpoint: "diabetes" }), {
    body: request,
  })
  expect(tested).toMatchObject({ status: 200, body: { status: 200, deployment: "blue", is_truncated: false } })
  const { body } = z.object({ body: z.string() }).parse(tested.body)
  expect(z.array(z.number()).parse(JSON.parse(body))).toHaveLength(3)
})

test("its logs can be followed from the API while its instance runs, and its build's log is kept", async () => {
  const logs = fillPath(apiPaths.deploymentLogs, { workspace, endpoint: "diabetes", deployment: "blue" })
  const headers = { authorization: `Bearer ${token}` }
  const build = await fetch(`${caudal.studioUrl}${logs}?container=storage-initializer&follow=true`, { headers })
  const lines = (await build.text()).trim().split("\n")
  expect(lines.at(-1)).toContain("Environment ready")
  expect(lines.every((line) => /^\d{4}-\d\d-\d\dT/.test(line))).toBe(true)
  const gone = new AbortController()
  const follow = await fetch(`${caudal.studioUrl}${logs}?follow=true`, { headers, signal: gone.signal })
  const reader = follow.body?.getReader()
  const first = await reader?.read()
  expect(new TextDecoder().decode(first?.value)).toMatch(/^\d{4}-\d\d-\d\dT\S+ Instance ins_/)
  gone.abort()
})

test("the same deployment once more would come up at once: its environment is built", async () => {
  const shown = await call(
    "GET",
    fillPath(apiPaths.deployment, { workspace, endpoint: "diabetes", deployment: "blue" }),
  )
  const definition = z.record(z.string(), z.unknown()).parse(shown.body)
  const check = fillPath(apiPaths.checkDeployment, { workspace, endpoint: "diabetes", deployment: "green" })
  const answer = await call("POST", `${check}?create_only=true`, { ...definition, name: "green" })
  const { checks } = z.object({ checks: z.array(z.object({ id: z.string(), level: z.string() })) }).parse(answer.body)
  expect(checks.filter(({ level }) => level === "fail")).toEqual([])
  expect(checks.map(({ id }) => id)).toEqual(expect.arrayContaining(["environment_built", "script_complete"]))
})
