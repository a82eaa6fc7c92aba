import { once } from "node:events"
import { createServer } from "node:http"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import path from "node:path"

import { eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test, vi } from "vitest"

import { endpoints } from "#drizzle/schema/index.ts"
import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { setServices } from "#lib/http/index.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { envSchema } from "#lib/kernel/env.ts"
import { listEvents } from "#lib/operations/index.ts"
import { startGateway } from "#lib/processes/testing/start-gateway.ts"
import type { GatewayUnderTest } from "#lib/processes/testing/start-gateway.ts"
import { transaction } from "#lib/storage/index.ts"
import { writeRoute } from "#lib/traffic/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { onlineEndpointView, testInput, testResult } from "./contract.ts"
import { testEndpoint } from "./test-endpoint.ts"

const PATIENCE = { timeout: 20_000, interval: 20 }
const MIB = 1024 * 1024
const workspace = "default"
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0])

let api: ApiFixture
let gateway: GatewayUnderTest
const servers: Server[] = []
/** Requests that the model got, newest last. */
const seen: { name: string; req: IncomingMessage; body: string }[] = []

/** A model on a Unix socket; the request's path says what it does. */
async function startModel(name: string): Promise<string> {
  const server = createServer({ keepAliveTimeout: 75_000 }, (req, res) => {
    let body = ""
    req.setEncoding("utf8").on("data", (chunk: string) => (body += chunk))
    req.on("end", () => {
      seen.push({ name, req, body })
      answer(name, req, res)
    })
  })
  const socket = path.join(api.services.home.root, `${name}.sock`)
  server.listen(socket)
  await once(server, "listening")
  servers.push(server)
  return socket
}

function answer(name: string, req: IncomingMessage, res: ServerResponse): void {
  const url = new URL(req.url ?? "", "http://model")
  if (url.pathname === "/image") return void res.writeHead(200, { "content-type": "image/jpeg" }).end(JPEG)
  if (url.pathname === "/large") return void res.end("x".repeat(MIB + 1))
  if (url.pathname === "/silent") return
  if (url.pathname === "/broken") return void res.writeHead(500).end("my own error")
  res.writeHead(200, { "content-type": "application/json", "x-secret": "model", "set-cookie": "a=b" })
  res.end(JSON.stringify({ name, query: url.search }))
}

const urlOf = (endpoint: string) => fillPath(apiPaths.testEndpoint, { workspace, endpoint })
const call = (endpoint: string, body: unknown, token: string | undefined = api.tokens.Operator) =>
  api.call("POST", urlOf(endpoint), { token, body })

beforeAll(async () => {
  api = await createApiFixture()
  const { db, home } = api.services
  gateway = await startGateway({ db, home: home.root })
  const env = envSchema.parse({ CAUDAL_HOME: home.root, CAUDAL_GATEWAY_PORT: gateway.port })
  setServices({ ...api.services, env })
  const put = await api.call("PUT", fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "tested" }), {
    token: api.tokens.Operator,
    body: {},
  })
  const { id: endpointId } = onlineEndpointView.parse(put.body)
  const [row] = await db
    .update(endpoints)
    .set({ traffic: { blue: 100 } })
    .where(eq(endpoints.id, endpointId))
    .returning()
  const place = { workspaceId: row?.workspaceId ?? "", endpointId }
  await insertDeployment(db, { ...place, name: "blue", sockets: [await startModel("blue")] })
  await insertDeployment(db, { ...place, name: "green", sockets: [await startModel("green")] })
  await transaction(db, (tx) => writeRoute(tx, endpointId))
  await vi.waitFor(async () => expect((await call("tested", {})).body).toMatchObject({ status: 200 }), PATIENCE)
})
afterAll(async () => {
  await gateway.stop()
  for (const server of servers) server.close().closeAllConnections()
  await api.drop()
})

test("a test goes through the gateway with the endpoint's own key and comes back whole", async () => {
  const input = { body: '{"data": [1, "\u00e9"]}', query: "verbose=1" }
  const { status, body } = await call("tested", input)
  expect(status).toBe(200)
  const result = testResult.parse(body)
  expect(result).toMatchObject({
    status: 200,
    status_text: "OK",
    body: '{"name":"blue","query":"?verbose=1"}',
    is_base64: false,
    is_truncated: false,
    deployment: "blue",
  })
  expect(result.request_id).toBe(result.headers["x-request-id"])
  expect(result.headers).toMatchObject({ "content-type": "application/json", "azureml-model-deployment": "blue" })
  expect(Number(result.headers["x-caudal-overhead-us"])).toBeGreaterThan(0)
  expect(Object.keys(result.headers)).not.toEqual(expect.arrayContaining(["x-secret"]))
  expect(result.first_byte_ms).toBeLessThanOrEqual(result.duration_ms)
  const got = seen.at(-1)
  expect(got).toMatchObject({ name: "blue", body: input.body })
  expect(got?.req.headers).toMatchObject({ "content-type": "application/json", "user-agent": "caudal-studio" })
  expect(got?.req.headers["authorization"]).toBeUndefined()
})

test("a deployment without traffic answers when it is named, in any spelling", async () => {
  expect((await call("Tested", { deployment: "GREEN" })).body).toMatchObject({ status: 200, deployment: "green" })
})

test("GET sends no body; another path reaches the model", async () => {
  await call("tested", { method: "GET", body: "not sent", path: "v1/models" })
  expect(seen.at(-1)).toMatchObject({ req: { method: "GET", url: "/v1/models" }, body: "" })
})

test("bytes come in base 64, a long answer is cut, a model's error is told with its own status", async () => {
  expect((await call("tested", { path: "image" })).body).toMatchObject({
    body: JPEG.toString("base64"),
    is_base64: true,
    headers: { "content-type": "image/jpeg" },
  })
  const large = testResult.parse((await call("tested", { path: "large" })).body)
  expect(large).toMatchObject({ status: 200, is_truncated: true })
  expect(large.body).toHaveLength(MIB)
  expect((await call("tested", { path: "broken" })).body).toMatchObject({
    status: 424,
    headers: { "ms-azureml-model-error-statuscode": "500" },
  })
})

test("a body of 1 MiB is sent, one byte more is refused by name", async () => {
  expect((await call("tested", { body: '"'.repeat(MIB) })).body).toMatchObject({ status: 200 })
  expect(seen.at(-1)?.body).toHaveLength(MIB)
  expect(await call("tested", { body: "x".repeat(MIB + 1) })).toMatchObject({
    status: 400,
    body: { error: { code: "request.invalid", target: "body" } },
  })
})

test.each([
  [{ path: "../other/score" }, "path"],
  [{ path: "/score" }, "path"],
  [{ path: "a/./b" }, "path"],
  [{ query: "a b" }, "query"],
  [{ query: "a#b" }, "query"],
  [{ content_type: "text/plain\r\nx: y" }, "content_type"],
  [{ content_type: "text/plain\n;q=1" }, "content_type"],
  [{ method: "DELETE" }, "method"],
])("%j is refused", async (input, target) => {
  expect(await call("tested", input)).toMatchObject({ status: 400, body: { error: { target } } })
})

test("who may not score, who is elsewhere, and what does not exist", async () => {
  expect((await api.call("POST", urlOf("tested"), { body: {} })).status).toBe(401)
  expect((await call("tested", {}, api.tokens.Viewer)).status).toBe(403)
  expect((await call("tested", {}, api.tokens.stranger)).status).toBe(404)
  expect(await call("missing", {})).toMatchObject({ status: 404, body: { error: { code: "endpoints.not_found" } } })
  expect(await call("tested", { deployment: "purple" })).toMatchObject({
    status: 404,
    body: { error: { code: "deployments.not_found", message: expect.stringContaining("blue, green") } },
  })
})

async function contextOf() {
  const { db, clock, vault } = api.services
  const [row] = await db.select().from(endpoints).where(eq(endpoints.name, "tested"))
  const actions = new Set(["endpoints/score", "events/read"] as const)
  const caller = { kind: "user" as const, id: "usr_1", name: "ana", actions }
  return { db, clock, vault, workspaceId: row?.workspaceId ?? "", caller }
}
const surroundings = () => ({
  home: api.services.home,
  env: { CAUDAL_HOST: "127.0.0.1", CAUDAL_GATEWAY_PORT: gateway.port, CAUDAL_TLS: "on" as const },
  signal: new AbortController().signal,
})

test("a test is in the history, without a word of what was sent or answered", async () => {
  const ctx = await contextOf()
  await testEndpoint(ctx, "tested", testInput.parse({ body: "top secret" }), surroundings())
  await testEndpoint(ctx, "tested", testInput.parse({ body: "top secret", path: "broken" }), surroundings())
  const { items } = await listEvents(ctx, { limit: 2 })
  expect(items).toMatchObject([
    { action: "endpoint.test", actor: "ana", result: "Failed", target: { name: "tested" } },
    { action: "endpoint.test", actor: "ana", result: "Succeeded", message: expect.stringContaining("200 by blue") },
  ])
  expect(JSON.stringify(items)).not.toMatch(/secret|my own error/)
})

test("when whoever asked goes away, the call ends at once and the history says so", async () => {
  const gone = new AbortController()
  const before = seen.length
  const running = testEndpoint(await contextOf(), "tested", testInput.parse({ path: "silent" }), {
    ...surroundings(),
    signal: gone.signal,
  })
  const outcome = running.catch((error: unknown) => error)
  await vi.waitFor(() => expect(seen.length).toBe(before + 1), PATIENCE)
  gone.abort()
  expect(await outcome).toMatchObject({ code: "endpoints.test_canceled" })
  expect((await listEvents(await contextOf(), { limit: 1 })).items).toMatchObject([{ result: "Canceled" }])
})

test("an answer that cannot be written into the history does not say that the gateway was away", async () => {
  const ctx = await contextOf()
  const failure = new Error("the history is full")
  const insert = () => {
    throw failure
  }
  const db = new Proxy(ctx.db, {
    get: (target, key, receiver): unknown => (key === "insert" ? insert : Reflect.get(target, key, receiver)),
  })
  await expect(testEndpoint({ ...ctx, db }, "tested", testInput.parse({}), surroundings())).rejects.toBe(failure)
})

test("without a gateway the answer says so", async () => {
  const env = { ...surroundings().env, CAUDAL_GATEWAY_PORT: 1 }
  const outcome = testEndpoint(await contextOf(), "tested", testInput.parse({}), { ...surroundings(), env })
  await expect(outcome).rejects.toMatchObject({
    code: "endpoints.gateway_unreachable",
    status: 503,
    message: expect.stringContaining("ECONNREFUSED"),
  })
})
