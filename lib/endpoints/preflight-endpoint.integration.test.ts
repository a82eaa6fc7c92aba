import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { endpoints } from "#drizzle/schema/index.ts"
import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { contextOf } from "#lib/http/testing/context-of.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { endpointPreflight } from "./contract.ts"
import type { EndpointCheck } from "./contract.ts"

let api: ApiFixture
const urlOf = (endpoint: string, workspace = "default") => fillPath(apiPaths.checkEndpoint, { workspace, endpoint })

async function look(endpoint: string, body: unknown = {}, query = ""): Promise<EndpointCheck[]> {
  const answer = await api.call("POST", urlOf(endpoint) + query, { token: api.tokens.Operator, body })
  expect(answer.status).toBe(200)
  return endpointPreflight.parse(answer.body).checks
}
const failed = (checks: readonly EndpointCheck[]) => checks.filter(({ level }) => level === "fail").map(({ id }) => id)

async function rowsNow() {
  const { rows } = {
    rows: await api.services.db.execute(sql`
    select (select count(*) from endpoints) as endpoints, (select count(*) from operations) as operations,
           (select count(*) from events) as events, (select count(*) from endpoint_keys) as keys`),
  }
  return rows[0]
}

beforeAll(async () => {
  api = await createApiFixture()
  for (const [workspace, endpoint, token] of [
    ["default", "credit", api.tokens.Operator],
    ["other", "fraud", api.tokens.stranger],
  ] as const) {
    await api.call("PUT", fillPath(apiPaths.onlineEndpoint, { workspace, endpoint }), { token, body: {} })
  }
  const ctx = await contextOf(api)
  const [row] = await api.services.db.select().from(endpoints).where(eq(endpoints.name, "credit"))
  const place = { workspaceId: ctx.workspaceId, endpointId: row?.id ?? "" }
  await insertDeployment(api.services.db, { ...place, name: "blue", phases: ["Ready"] })
  await insertDeployment(api.services.db, { ...place, name: "green" })
})
afterAll(async () => await api.drop())

test("a free name passes with the address that it will have, and nothing is written", async () => {
  const before = await rowsNow()
  expect(await look("fresh")).toEqual([
    expect.objectContaining({
      id: "name_free",
      level: "pass",
      field: "name",
      values: { name: "fresh", scoring_uri: "https://localhost:8443/endpoints/fresh/score" },
    }),
    expect.objectContaining({ id: "endpoints_room", level: "pass", values: { max: 10_000 } }),
  ])
  expect(await rowsNow()).toEqual(before)
})

test("a name that is taken fails with one that is free", async () => {
  expect(await look("credit")).toMatchObject([{ id: "endpoint_will_change", level: "pass" }])
  expect((await look("Credit", {}, "?create_only=true"))[0]).toMatchObject({
    id: "name_exists",
    level: "fail",
    fix: 'Try "Credit-2".',
    values: { suggestion: "Credit-2" },
  })
  expect((await look("fraud"))[0]).toMatchObject({ id: "name_taken", values: { suggestion: "fraud-2" } })
})

test("everything that is wrong is told at once", async () => {
  const body = { auth_mode: "aml_token", public_network_access: "disabled", traffic: { blue: 100 } }
  expect(failed(await look("fresh", body))).toEqual(["unsupported", "unsupported", "traffic_too_early"])
  expect(failed(await look("credit", { ...body, traffic: { blue: 50, purple: 30 } }))).toEqual([
    "unsupported",
    "unsupported",
    "auth_mode_fixed",
    "split_invalid",
    "split_invalid",
  ])
})

test("an identity that instances do not get is a warning, another one than before a failure", async () => {
  const identity = { type: "user_assigned", user_assigned_identities: ["/subscriptions/1/a"] }
  const unused = expect.objectContaining({ id: "identity_unused", level: "warn", field: "identity" })
  expect(await look("fresh", { identity })).toContainEqual(unused)
  expect(failed(await look("fresh", { identity }))).toEqual([])
  expect(failed(await look("credit", { identity }))).toEqual(["identity_fixed"])
  expect(failed(await look("credit", { identity: { type: "system_assigned" } }))).toEqual([])
})

test("a split is looked at as setting it would be", async () => {
  expect((await look("credit", { traffic: { blue: 100 } })).at(-1)).toMatchObject({ id: "split_valid", level: "pass" })
  expect((await look("credit", { traffic: { green: 100 } })).at(-1)).toMatchObject({
    id: "split_not_ready",
    level: "fail",
    field: "traffic.green",
    values: { deployment: "green" },
  })
})

test("what breaks the schema, who may not write, and who is elsewhere are refused as for writing", async () => {
  const call = (endpoint: string, body: unknown, token?: string) => api.call("POST", urlOf(endpoint), { token, body })
  expect((await call("x", {}, api.tokens.Operator)).status).toBe(400)
  expect((await call("fresh", { unknown: 1 }, api.tokens.Operator)).status).toBe(400)
  expect((await call("fresh", {})).status).toBe(401)
  expect((await call("fresh", {}, api.tokens.Viewer)).status).toBe(403)
  expect((await call("fresh", {}, api.tokens.stranger)).status).toBe(404)
})
