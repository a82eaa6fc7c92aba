import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { endpoints } from "#drizzle/schema/index.ts"
import { makeSpec } from "#lib/controller/testing/make-spec.ts"
import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { ROLE_ACTIONS } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { onlineEndpointView } from "./contract.ts"
import { listEndpoints } from "./get-endpoint.ts"

let api: ApiFixture
let workspaceId: string

const workspace = "default"
const urlOf = (endpoint: string) => fillPath(apiPaths.onlineEndpoint, { workspace, endpoint })

async function addEndpoint(name: string, traffic: Record<string, number> = {}): Promise<string> {
  const { body } = await api.call("PUT", urlOf(name), { token: api.tokens.Operator, body: {} })
  const { id } = onlineEndpointView.parse(body)
  await api.services.db.update(endpoints).set({ traffic }).where(eq(endpoints.id, id))
  return id
}

beforeAll(async () => {
  api = await createApiFixture()
  const rows = await api.services.db.execute(sql`select id from workspaces where name = ${workspace}`)
  workspaceId = z.string().parse(rows[0]?.["id"])
})
afterAll(async () => await api.drop())

test("an endpoint shows how its deployments do, without asking for each of them", async () => {
  const endpointId = await addEndpoint("summary", { blue: 100 })
  const { db } = api.services
  const place = { workspaceId, endpointId }
  await insertDeployment(db, {
    ...place,
    name: "blue",
    spec: { instanceCount: 3 },
    row: { health: "Degraded" },
    phases: ["Ready", "Ready", "Starting", "Stopped"],
  })
  await insertDeployment(db, {
    ...place,
    name: "green",
    row: {
      generation: 2,
      servingGeneration: null,
      failedGeneration: 2,
      failure: { code: "UserScriptImportError", message: "", phase: "imports", generation: 2, log: [] },
      provisioningState: "Failed",
      health: "Unhealthy",
    },
  })
  await insertDeployment(db, { ...place, name: "old", row: { deletedAt: new Date() }, phases: ["Ready"] })
  const { body } = await api.call("GET", urlOf("summary"), { token: api.tokens.Viewer })
  expect(body).toMatchObject({ health: "Degraded", traffic: { blue: 100, green: 0 } })
  expect(onlineEndpointView.parse(body).deployments).toEqual([
    {
      name: "blue",
      provisioning_state: "Succeeded",
      health: "Degraded",
      percent: 100,
      ready_instances: 2,
      instance_count: 3,
      failure_code: null,
    },
    {
      name: "green",
      provisioning_state: "Failed",
      health: "Unhealthy",
      percent: 0,
      ready_instances: 0,
      instance_count: 1,
      failure_code: "UserScriptImportError",
    },
  ])
})

test("what an endpoint shows of itself may be sent back as its file", async () => {
  await addEndpoint("carried")
  const shown = await api.call("GET", urlOf("carried"), { token: api.tokens.Operator })
  const put = await api.call("PUT", urlOf("carried"), {
    token: api.tokens.Operator,
    body: { ...onlineEndpointView.parse(shown.body), description: "carried back" },
  })
  expect(put).toMatchObject({ status: 202, body: { description: "carried back", health: "Idle", deployments: [] } })
})

test("an identity that instances do not get is kept with a warning, and is fixed", async () => {
  const put = async (body: unknown) => await api.call("PUT", urlOf("signed"), { token: api.tokens.Operator, body })
  const identity = { type: "user_assigned", user_assigned_identities: [{ resource_id: "/subscriptions/1/a" }] }
  const kept = { identity, warnings: [expect.stringContaining("instances do not get it")] }
  expect(await put({ identity })).toMatchObject({ status: 201, body: kept })
  expect(await put({ description: "no word about it" })).toMatchObject({ status: 202, body: kept })
  const spelled = { type: "User_Assigned", user_assigned_identities: ["/Subscriptions/1/A"] }
  expect(await put({ identity: spelled })).toMatchObject({ status: 202, body: kept })
  for (const other of [
    { type: "system_assigned" },
    { ...identity, user_assigned_identities: ["/subscriptions/1/b"] },
  ]) {
    expect(await put({ identity: other })).toMatchObject({
      status: 409,
      body: { error: { code: "endpoints.immutable", target: "identity" } },
    })
  }
})

test("a page of 200 endpoints with three deployments each is two queries", async () => {
  const { db, clock, vault } = api.services
  await db.execute(sql`
    insert into endpoints (id, workspace_id, kind, name, auth_mode, public_network_access, provisioning_state, created_by, traffic)
    select 'end_many_' || n, ${workspaceId}, 'online', 'many-' || lpad(n::text, 3, '0'), 'key', 'enabled', 'Succeeded', 'test', '{"d1": 100}'
    from generate_series(1, 200) n`)
  await db.execute(sql`
    insert into deployments (id, workspace_id, endpoint_id, name, generation, provisioning_state, health, created_by)
    select 'dep_many_' || n || '_' || d, ${workspaceId}, 'end_many_' || n, 'd' || d, 1, 'Succeeded', 'Healthy', 'test'
    from generate_series(1, 200) n, generate_series(1, 3) d`)
  await db.execute(sql`
    insert into deployment_revisions (id, workspace_id, deployment_id, generation, spec, template_hash, created_by)
    select 'rev_many_' || id, workspace_id, id, 1, ${JSON.stringify(makeSpec())}::jsonb, 't', 'test' from deployments where id like 'dep_many_%'`)
  let selects = 0
  const counting = new Proxy(db, {
    get(target, key, receiver): unknown {
      if (key === "select") selects += 1
      return Reflect.get(target, key, receiver)
    },
  })
  const caller = { kind: "user" as const, id: "usr_1", name: "ana", actions: ROLE_ACTIONS.Viewer }
  const ctx: Context = { db: counting, clock, workspaceId, caller, vault }
  const { items } = await listEndpoints(ctx, { limit: 200, cursor: "many-" })
  expect(items).toHaveLength(200)
  expect(items.every((item) => item.health === "Healthy" && item.deployments.length === 3)).toBe(true)
  expect(selects).toBe(2)
})
