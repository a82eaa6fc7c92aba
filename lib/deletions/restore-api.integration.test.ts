import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { z } from "zod"

import { deploymentRevisions, deployments, endpoints, routes } from "#drizzle/schema/index.ts"
import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { onlineEndpointView } from "#lib/endpoints/contract.ts"
import { contextOf } from "#lib/http/testing/context-of.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture, CallOptions } from "#lib/http/testing/create-api-fixture.ts"
import type { Context } from "#lib/identity/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { deletedDeploymentView, deletedEndpointView } from "./contract.ts"

const SEVEN_DAYS_MS = 7 * 24 * 3600 * 1000
const workspace = "default"
const endpointPage = z.object({ items: z.array(deletedEndpointView), next_cursor: z.string().nullable() })
const deploymentPage = z.object({ items: z.array(deletedDeploymentView), next_cursor: z.string().nullable() })
const keys = z.object({ primaryKey: z.string(), secondaryKey: z.string() })

let api: ApiFixture
let ctx: Context
let count = 0
let name: string
let endpointId: string

const call = (method: string, url: string, options: CallOptions = {}) =>
  api.call(method, url, { token: api.tokens.Operator, ...options })
const endpointUrl = (endpoint: string) => fillPath(apiPaths.onlineEndpoint, { workspace, endpoint })
const deploymentUrl = (endpoint: string, deployment: string) =>
  fillPath(apiPaths.deployment, { workspace, endpoint, deployment })
const restoreUrl = (id: string) => fillPath(apiPaths.restoreEndpoint, { workspace, id })
const deletedUrl = fillPath(apiPaths.deletedEndpoints, { workspace })
const deletedDeploymentsUrl = (endpoint: string) => fillPath(apiPaths.deletedDeployments, { workspace, endpoint })
const restoreDeploymentUrl = (endpoint: string, id: string) =>
  fillPath(apiPaths.restoreDeployment, { workspace, endpoint, id })

async function listDeleted() {
  return endpointPage.parse((await call("GET", deletedUrl)).body).items.filter((item) => item.id === endpointId)
}
const keysOf = async (endpoint: string) =>
  keys.parse((await call("GET", fillPath(apiPaths.endpointKeys, { workspace, endpoint }))).body)
const rowOf = async (deployment: string) => {
  const rows = await api.services.db.select().from(deployments).where(eq(deployments.endpointId, endpointId))
  return rows.find((row) => row.name === deployment)
}

async function createEndpoint(endpoint: string): Promise<string> {
  return onlineEndpointView.parse((await call("PUT", endpointUrl(endpoint), { body: { description: "kept" } })).body).id
}

/** Lets time pass for one row: as if it had been deleted so long ago. */
async function age(table: typeof endpoints | typeof deployments, id: string, ms: number): Promise<void> {
  await api.services.db
    .update(table)
    .set({ purgeAt: sql`${table.purgeAt} - make_interval(secs => ${ms / 1000})` })
    .where(eq(table.id, id))
}

beforeAll(async () => {
  api = await createApiFixture()
  ctx = await contextOf(api)
})
beforeEach(async () => {
  name = `lost-${++count}`
  endpointId = await createEndpoint(name)
  const place = { workspaceId: ctx.workspaceId, endpointId }
  // blue serves generation 1 although 2 was wanted and failed; green is well; old was deleted before.
  const failure = { code: "ImageBuildFailure", message: "", phase: "environment", generation: 2, log: [] }
  const failed = { generation: 2, servingGeneration: 1, failedGeneration: 2, failure, provisioningState: "Failed" }
  const { db } = api.services
  const blue = await insertDeployment(db, { ...place, name: "blue", row: failed, sockets: ["/tmp/blue.sock"] })
  await db
    .update(deploymentRevisions)
    .set({ spec: sql`jsonb_set(${deploymentRevisions.spec}, '{instanceCount}', '5')` })
    .where(sql`${deploymentRevisions.deploymentId} = ${blue} and ${deploymentRevisions.generation} = 2`)
  await insertDeployment(db, { ...place, name: "green", sockets: ["/tmp/green.sock"] })
  await insertDeployment(db, { ...place, name: "old" })
  await call("DELETE", deploymentUrl(name, "old"))
  const traffic = fillPath(apiPaths.traffic, { workspace, endpoint: name })
  expect((await call("PUT", traffic, { body: { traffic: { blue: 90, green: 10 } } })).status).toBe(202)
})
afterAll(async () => await api.drop())

test("a deleted endpoint is listed with what went with it, who deleted it and until when it can come back", async () => {
  await call("DELETE", endpointUrl(name))
  const [item] = await listDeleted()
  expect(item).toMatchObject({
    id: endpointId,
    name,
    deleted_by: expect.stringContaining("operator@example.com"),
    is_name_free: true,
    deployments: ["blue", "green"],
  })
  expect(Date.parse(item?.purge_at ?? "") - Date.parse(item?.deleted_at ?? "")).toBe(SEVEN_DAYS_MS)
})

test("it comes back with its keys, its split and its deployments; what was deleted before stays deleted", async () => {
  const before = await keysOf(name)
  await call("DELETE", endpointUrl(name))
  expect((await call("GET", endpointUrl(name))).status).toBe(404)
  const restored = await call("POST", restoreUrl(endpointId))
  expect(restored).toMatchObject({
    status: 202,
    body: {
      name,
      description: "kept",
      traffic: { blue: 90, green: 10 },
      deployments: [
        { name: "blue", provisioning_state: "Creating", health: "Unknown", percent: 90, instance_count: 1 },
        { name: "green", provisioning_state: "Creating", percent: 10 },
      ],
    },
  })
  expect(await keysOf(name)).toEqual(before)
  // The generation that served is what comes back, not the wanted one that had failed.
  expect(await rowOf("blue")).toMatchObject({
    generation: 3,
    servingGeneration: null,
    failedGeneration: null,
    failure: null,
    deletedAt: null,
    purgeAt: null,
  })
  expect((await rowOf("old"))?.deletedAt).not.toBeNull()
  expect(await listDeleted()).toEqual([])
  const revisions = await call("GET", fillPath(apiPaths.trafficRevisions, { workspace, endpoint: name }))
  expect(revisions.body).toMatchObject({ items: [{ number: 2, copied_from: 1, traffic: { blue: 90, green: 10 } }, {}] })
})

test("its route is back at once with the instances that had not been stopped yet, and with none after that", async () => {
  await call("DELETE", endpointUrl(name))
  const routeOf = async () => {
    const [row] = await api.services.db.select().from(routes).where(eq(routes.endpointId, endpointId))
    return z
      .object({ traffic: z.unknown(), deployments: z.array(z.object({ instances: z.array(z.unknown()) })) })
      .nullable()
      .parse(row?.route)
  }
  expect(await routeOf()).toBeNull()
  await api.services.db.execute(sql`
    update instances set phase = 'Stopped' where deployment_id = (
      select id from deployments where endpoint_id = ${endpointId} and name = 'green')`)
  await call("POST", restoreUrl(endpointId))
  const route = await routeOf()
  expect(route?.traffic).toEqual({ blue: 90, green: 10 })
  expect(route?.deployments.map(({ instances }) => instances.length)).toEqual([1, 0])
})

test("when the name is taken it needs another one, and the message names a free one", async () => {
  await call("DELETE", endpointUrl(name))
  await createEndpoint(name)
  expect((await listDeleted())[0]?.is_name_free).toBe(false)
  expect(await call("POST", restoreUrl(endpointId))).toMatchObject({
    status: 409,
    body: { error: { code: "deletions.name_taken", target: "name", message: expect.stringContaining(`"${name}-2"`) } },
  })
  expect(await call("POST", restoreUrl(endpointId), { body: { name: "x" } })).toMatchObject({ status: 400 })
  expect(await call("POST", restoreUrl(endpointId), { body: { name: `${name}-back` } })).toMatchObject({
    status: 202,
    body: { name: `${name}-back`, id: endpointId },
  })
})

test("it comes back once, not after its seven days, and not to strangers", async () => {
  await call("DELETE", endpointUrl(name))
  const notFound = { status: 404, body: { error: { code: "deletions.not_found" } } }
  expect(await call("POST", restoreUrl("end_none"))).toMatchObject(notFound)
  expect((await call("POST", restoreUrl(endpointId), { token: api.tokens.Viewer })).status).toBe(403)
  expect((await api.call("POST", restoreUrl(endpointId))).status).toBe(401)
  const elsewhere = fillPath(apiPaths.restoreEndpoint, { workspace: "other", id: endpointId })
  expect(await call("POST", elsewhere, { token: api.tokens.stranger })).toMatchObject(notFound)
  await age(endpoints, endpointId, SEVEN_DAYS_MS)
  expect(await listDeleted()).toEqual([])
  expect(await call("POST", restoreUrl(endpointId))).toMatchObject(notFound)
  await age(endpoints, endpointId, -SEVEN_DAYS_MS)
  expect((await call("POST", restoreUrl(endpointId))).status).toBe(202)
  expect(await call("POST", restoreUrl(endpointId))).toMatchObject(notFound)
})

test("a repeated Idempotency-Key answers with the operation that it started", async () => {
  await call("DELETE", endpointUrl(name))
  const headers = { "idempotency-key": `restore-${name}` }
  const [first, second] = [
    await call("POST", restoreUrl(endpointId), { headers }),
    await call("POST", restoreUrl(endpointId), { headers }),
  ]
  expect(second).toMatchObject({ status: 202, body: { name } })
  expect(second.headers.get("x-caudal-operation")).toBe(first.headers.get("x-caudal-operation"))
  expect((await call("POST", restoreUrl("end_other"), { headers })).status).toBe(409)
})

test("deleted again while it comes back, nothing of the restoration stays in progress", async () => {
  await call("DELETE", endpointUrl(name))
  await call("POST", restoreUrl(endpointId))
  await call("DELETE", endpointUrl(name))
  const rows = await api.services.db.execute(sql`
    select kind, status from operations where status <> 'Succeeded' and (target_id = ${endpointId} or target_id in (
      select id from deployments where endpoint_id = ${endpointId})) and kind like '%.restore'`)
  expect(rows.map((row) => row["status"])).toEqual(["Canceled", "Canceled", "Canceled"])
  expect((await listDeleted())[0]?.deployments).toEqual(["blue", "green"])
})

test("a page of deletions goes on where the last one ended, newest first", async () => {
  await call("DELETE", endpointUrl(name))
  const other = await createEndpoint(`${name}-b`)
  await call("DELETE", endpointUrl(`${name}-b`))
  const first = endpointPage.parse((await call("GET", `${deletedUrl}?limit=1`)).body)
  expect(first.items.map(({ id }) => id)).toEqual([other])
  const second = endpointPage.parse((await call("GET", `${deletedUrl}?limit=1&cursor=${first.next_cursor}`)).body)
  expect(second.items.map(({ id }) => id)).toEqual([endpointId])
  expect((await api.call("GET", deletedUrl, { token: api.tokens.Viewer })).status).toBe(200)
})

test("a deployment that was deleted by itself comes back without traffic", async () => {
  const { items } = deploymentPage.parse((await call("GET", deletedDeploymentsUrl(name))).body)
  expect(items).toMatchObject([
    {
      name: "old",
      is_name_free: true,
      instance_type: "Standard_DS2_v2",
      instance_count: 1,
      deleted_by: expect.any(String),
    },
  ])
  const id = items[0]?.id ?? ""
  const restored = await call("POST", restoreDeploymentUrl(name, id))
  expect(restored).toMatchObject({ status: 202, body: { name: "old", generation: 2, provisioning_state: "Creating" } })
  expect((await call("GET", endpointUrl(name))).body).toMatchObject({ traffic: { blue: 90, green: 10, old: 0 } })
  expect(deploymentPage.parse((await call("GET", deletedDeploymentsUrl(name))).body).items).toEqual([])
  expect((await call("POST", restoreDeploymentUrl(name, id))).status).toBe(404)
})

test("a deployment whose name is taken needs another; after its seven days it is gone", async () => {
  const [item] = deploymentPage.parse((await call("GET", deletedDeploymentsUrl(name))).body).items
  const id = item?.id ?? ""
  await insertDeployment(api.services.db, { workspaceId: ctx.workspaceId, endpointId, name: "OLD" })
  const url = restoreDeploymentUrl(name, id)
  expect(await call("POST", url)).toMatchObject({ status: 409, body: { error: { code: "deletions.name_taken" } } })
  expect((await call("POST", url, { token: api.tokens.Viewer })).status).toBe(403)
  await age(deployments, id, SEVEN_DAYS_MS)
  expect((await call("POST", url, { body: { name: "old-2" } })).status).toBe(404)
  await age(deployments, id, -SEVEN_DAYS_MS)
  expect(await call("POST", url, { body: { name: "old-2" } })).toMatchObject({ status: 202, body: { name: "old-2" } })
})

test("an endpoint that is full takes no deployment back", async () => {
  const [item] = deploymentPage.parse((await call("GET", deletedDeploymentsUrl(name))).body).items
  for (let n = 1; n <= 18; n++) {
    await insertDeployment(api.services.db, { workspaceId: ctx.workspaceId, endpointId, name: `d-${n}` })
  }
  expect(await call("POST", restoreDeploymentUrl(name, item?.id ?? ""))).toMatchObject({
    status: 409,
    body: { error: { code: "deployments.limit" } },
  })
})
