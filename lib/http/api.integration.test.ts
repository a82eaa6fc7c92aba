import { afterAll, beforeAll, expect, test } from "vitest"

import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { onlineEndpointView } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { contextOf } from "./testing/context-of.ts"
import { createApiFixture, PASSWORD } from "./testing/create-api-fixture.ts"
import type { ApiFixture } from "./testing/create-api-fixture.ts"

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())

const workspace = "default"
const endpointUrl = (endpoint: string) => fillPath(apiPaths.onlineEndpoint, { workspace, endpoint })
const failure = (code: string) => ({ error: expect.objectContaining({ code, message: expect.any(String) }) })

test("nothing but health, set-up, login, the authority's certificate and the description answers without a token", async () => {
  const open = api.handlers.filter(({ declaration }) => declaration.access === "public")
  expect(open.map(({ declaration }) => declaration.path).toSorted()).toEqual(
    [
      apiPaths.health,
      apiPaths.openapi,
      apiPaths.caCertificate,
      apiPaths.setup,
      apiPaths.login,
      apiPaths.nextAuth,
      apiPaths.nextAuth,
    ].toSorted(),
  )
})

test("the set-up link works once", async () => {
  const body = { token: api.setupToken, email: "thief@example.com", password: PASSWORD }
  expect(await api.call("POST", apiPaths.setup, { body })).toMatchObject({
    status: 403,
    body: failure("identity.setup_invalid"),
  })
})

test("wrong, malformed and revoked tokens are all refused alike", async () => {
  const { body } = await api.call("POST", apiPaths.tokens, { token: api.tokens.Viewer, body: { name: "short-lived" } })
  const issued = body as { id: string; token: string }
  expect((await api.call("GET", apiPaths.me, { token: issued.token })).status).toBe(200)
  const url = fillPath(apiPaths.token, { token: issued.id })
  expect((await api.call("DELETE", url, { token: api.tokens.Operator })).status).toBe(404)
  expect((await api.call("DELETE", url, { token: api.tokens.Viewer })).status).toBe(204)
  for (const authorization of [`Bearer ${issued.token}`, "Bearer nope", "Bearer ", "Basic YTpi", "caudal"]) {
    const answer = await api.call("GET", apiPaths.me, { headers: { authorization } })
    expect(answer).toMatchObject({ status: 401, body: failure("identity.unauthenticated") })
    expect(answer.headers.get("www-authenticate")).toContain("Bearer")
  }
})

test("a token limited to actions and a workspace does no more, and cannot make an unlimited one", async () => {
  const { body } = await api.call("POST", apiPaths.tokens, {
    token: api.tokens.owner,
    body: { name: "limited", workspace, actions: ["endpoints/read"] },
  })
  const { token } = body as { token: string }
  const list = (name: string) => fillPath(apiPaths.onlineEndpoints, { workspace: name })
  expect((await api.call("GET", list("default"), { token })).status).toBe(200)
  expect((await api.call("GET", list("other"), { token })).status).toBe(404)
  expect((await api.call("DELETE", endpointUrl("any-one"), { token })).status).toBe(403)
  expect((await api.call("POST", apiPaths.tokens, { token, body: { name: "more" } })).status).toBe(403)
})

test("after ten wrong passwords an address is told to wait, even with the right one", async () => {
  const attempt = (password: string) =>
    api.call("POST", apiPaths.login, { body: { email: "viewer@example.com", password } })
  const statuses = []
  for (let i = 0; i < 11; i++) statuses.push((await attempt("wrong")).status)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
  const refused = await attempt(PASSWORD)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
})

test("an endpoint is created, shown, changed under its ETag, and a stale ETag changes nothing", async () => {
  const token = api.tokens.Operator
  const url = endpointUrl("etag-test")
  const created = await api.call("PUT", url, { token, body: { description: "one" } })
  expect(created).toMatchObject({ status: 201, body: { name: "etag-test", description: "one" } })
  expect(created.headers.get("operation-location")).toMatch(/^\/api\/v1\/workspaces\/default\/operations\/op_/)
  const etag = created.headers.get("etag") ?? ""
  const changed = await api.call("PUT", url, { token, body: { description: "two" }, headers: { "if-match": etag } })
  expect(changed.status).toBe(202)
  const stale = await api.call("PUT", url, { token, body: { description: "three" }, headers: { "if-match": etag } })
  expect(stale.status).toBe(412)
  const again = await api.call("PUT", url, { token, body: {}, headers: { "if-none-match": "*" } })
  expect(again).toMatchObject({ status: 409, body: failure("endpoints.exists") })
  const shown = await api.call("GET", url, { token })
  expect(shown.body).toMatchObject({ description: "two" })
  const unchanged = await api.call("GET", url, {
    token,
    headers: { "if-none-match": shown.headers.get("etag") ?? "" },
  })
  expect(unchanged.status).toBe(304)
})

test("a repeated Idempotency-Key answers with the first operation and changes nothing", async () => {
  const token = api.tokens.Operator
  const headers = { "idempotency-key": "abc-1" }
  const url = endpointUrl("idem-test")
  const first = await api.call("PUT", url, { token, body: { description: "one", tags: { a: "1", b: "2" } }, headers })
  const second = await api.call("PUT", `${url}?wait=0`, {
    token,
    body: '{ "tags": {"b": "2", "a": "1"}, "name": "idem-test", "description": "one" }',
    headers: { ...headers, "content-type": "application/json" },
  })
  expect(second.status).toBe(202)
  expect(second.headers.get("x-caudal-operation")).toBe(first.headers.get("x-caudal-operation"))
  expect((await api.call("GET", url, { token })).body).toMatchObject({ description: "one", revision: 1 })
})

test("a request that differs in method, path, query or body is no repeat, and is not carried out", async () => {
  const token = api.tokens.Operator
  const url = endpointUrl("idem-other")
  const headers = { "idempotency-key": "abc-2" }
  expect((await api.call("PUT", url, { token, body: {}, headers })).status).toBe(201)
  const keys = fillPath(apiPaths.regenerateEndpointKey, { workspace, endpoint: "idem-other" })
  const others: [string, string, unknown?][] = [
    ["PUT", url, { description: "two" }],
    ["PUT", endpointUrl("idem-two"), {}],
    ["DELETE", url],
    ["PUT", fillPath(apiPaths.traffic, { workspace, endpoint: "idem-other" }), { traffic: {} }],
    ["POST", keys, { key_type: "primary" }],
  ]
  for (const [method, path, body] of others) {
    const answer = await api.call(method, path, { token, ...(body === undefined ? {} : { body }), headers })
    expect([method, path, answer]).toMatchObject([
      method,
      path,
      { status: 409, body: failure("request.idempotency_mismatch") },
    ])
  }
  const rotate = (slot: string) =>
    api.call("POST", keys, { token, body: { key_type: slot }, headers: { "idempotency-key": "abc-3" } })
  expect([(await rotate("primary")).status, (await rotate("secondary")).status]).toEqual([202, 409])
  expect((await api.call("GET", url, { token })).body).toMatchObject({ description: "", revision: 2 })
})

test("a token that may make one change and read nothing sees what came of its own change", async () => {
  const url = endpointUrl("limited-test")
  const blue = fillPath(apiPaths.deployment, { workspace, endpoint: "limited-test", deployment: "blue" })
  const send = async (action: string, method: string, path: string, body?: unknown) => {
    const issued = await api.call("POST", apiPaths.tokens, {
      token: api.tokens.Operator,
      body: { name: `only-${action}`, workspace, actions: [action] },
    })
    const { token } = issued.body as { token: string }
    const headers = { "idempotency-key": `limited ${action} ${method}`.replaceAll(" ", "-") }
    const first = await api.call(method, path, { token, headers, ...(body === undefined ? {} : { body }) })
    const again = await api.call(method, path, { token, headers, ...(body === undefined ? {} : { body }) })
    expect(again.headers.get("x-caudal-operation")).toBe(first.headers.get("x-caudal-operation"))
    expect([again.status, (await api.call("GET", url, { token })).status]).toEqual([202, 403])
    return first
  }
  const keys = fillPath(apiPaths.regenerateEndpointKey, { workspace, endpoint: "limited-test" })
  expect(await send("endpoints/write", "PUT", url, {})).toMatchObject({ status: 201, body: { name: "limited-test" } })
  const rotated = await send("endpoints/regenerateKeys", "POST", `${keys}?wait=0.1`, { key_type: "primary" })
  expect(rotated).toMatchObject({ status: 202, body: { kind: "endpoint.regenerateKeys" } })
  const moved = await send(
    "traffic/write",
    "PUT",
    fillPath(apiPaths.traffic, { workspace, endpoint: "limited-test" }),
    {
      traffic: {},
    },
  )
  expect(moved).toMatchObject({ status: 202, body: { traffic: {} } })
  const { workspaceId } = await contextOf(api)
  const { id: endpointId } = onlineEndpointView.parse((await api.call("GET", url, { token: api.tokens.Viewer })).body)
  const id = await insertDeployment(api.services.db, { workspaceId, endpointId, name: "blue" })
  const gone = await send("deployments/delete", "DELETE", blue)
  expect(gone).toMatchObject({ status: 202, body: { kind: "deployment.delete" } })
  const restore = fillPath(apiPaths.restoreDeployment, { workspace, endpoint: "limited-test", id })
  expect(await send("deployments/write", "POST", restore)).toMatchObject({ status: 202, body: { name: "blue" } })
  const deleted = await send("endpoints/delete", "DELETE", url)
  expect(deleted).toMatchObject({ status: 202, body: { kind: "endpoint.delete", status: "InProgress" } })
})

test("of many who create or change at once, one wins and the others are told", async () => {
  const token = api.tokens.Operator
  const url = endpointUrl("race-test")
  const many = <T>(act: () => Promise<T>) => Promise.all(Array.from({ length: 10 }, act))
  const statuses = async (headers: Record<string, string>) =>
    (await many(() => api.call("PUT", url, { token, body: {}, headers })))
      .map(({ status }) => status)
      .toSorted((a, b) => a - b)
  expect(await statuses({ "if-none-match": "*" })).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
  const etag = (await api.call("GET", url, { token })).headers.get("etag") ?? ""
  expect(await statuses({ "if-match": etag })).toEqual([202, ...Array.from({ length: 9 }, () => 412)])
  const keyed = await many(() =>
    api.call("PUT", endpointUrl("race-keyed"), { token, body: {}, headers: { "idempotency-key": "race" } }),
  )
  expect(keyed.filter(({ status }) => status >= 400)).toEqual([])
  expect(new Set(keyed.map(({ headers }) => headers.get("x-caudal-operation"))).size).toBe(1)
})

test("each kind of bad body is a 4xx that names the field and the rule", async () => {
  const token = api.tokens.Operator
  const put = (body: unknown, headers = {}) => api.call("PUT", endpointUrl("bad-body"), { token, body, headers })
  const cases: [unknown, Record<string, string>, number, string, string?][] = [
    ["{", {}, 400, "request.malformed_json"],
    ['"\\ud800"', {}, 400, "request.malformed_json"],
    ['{"description":"a\\u0000b"}', {}, 400, "request.malformed_json", "description"],
    ["[".repeat(200_000), {}, 400, "request.malformed_json"],
    [`${"[".repeat(100)}${"]".repeat(100)}`, {}, 400, "request.malformed_json"],
    [{}, { "content-type": "text/plain" }, 415, "request.unsupported_media_type"],
    [{ description: "x".repeat(1024 * 1024) }, {}, 413, "request.too_large"],
    [{ descripton: "x" }, {}, 400, "request.invalid", "descripton"],
    [{ auth_mode: "none" }, {}, 400, "request.invalid", "auth_mode"],
    [{ traffic: { blue: 1.5 } }, {}, 400, "request.invalid", "traffic.blue"],
    [{ name: "another" }, {}, 400, "request.invalid", "name"],
    [[], {}, 400, "request.invalid"],
    ["null", {}, 400, "request.invalid"],
    [{}, { "if-match": "7" }, 400, "request.invalid_header", "If-Match"],
    [{}, { "idempotency-key": "a b" }, 400, "request.invalid_header", "Idempotency-Key"],
  ]
  for (const [body, headers, status, code, target] of cases) {
    const answer = await put(body, headers)
    expect([answer.status, answer.body]).toMatchObject([status, failure(code)])
    if (target !== undefined) expect(answer.body).toMatchObject({ error: { target } })
  }
  expect((await api.call("GET", endpointUrl("bad-body"), { token })).status).toBe(404)
})

test("an unknown key is answered with the one that was probably meant", async () => {
  const token = api.tokens.Operator
  const { body } = await api.call("PUT", endpointUrl("typo-test"), { token, body: { authmode: "key" } })
  expect(body).toMatchObject({
    error: { details: [{ code: "unknown_key", message: expect.stringContaining("auth_mode") }] },
  })
})

test("an unknown path is 404 and a wrong method 405 with Allow, in the envelope", async () => {
  expect(await api.call("GET", "/api/v2/me")).toMatchObject({ status: 404, body: failure("request.not_found") })
  const wrong = await api.call("DELETE", apiPaths.me)
  expect(wrong).toMatchObject({ status: 405, body: failure("request.method_not_allowed") })
  expect(wrong.headers.get("allow")).toBe("GET, HEAD, PATCH")
  expect((await api.call("HEAD", apiPaths.openapi)).status).toBe(200)
})

test("lists page through everything once, in order", async () => {
  const token = api.tokens.Operator
  const names = ["page-a", "page-b", "page-c", "page-d", "page-e"]
  for (const name of names) await api.call("PUT", endpointUrl(name), { token, body: {} })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor === null ? "?limit=2" : `?limit=2&cursor=${encodeURIComponent(cursor)}`
    const { body } = await api.call("GET", fillPath(apiPaths.onlineEndpoints, { workspace }) + query, { token })
    const page = body as { items: { name: string }[]; next_cursor: string | null }
    expect(page.items.length).toBeLessThanOrEqual(2)
    seen.push(...page.items.map(({ name }) => name))
    cursor = page.next_cursor
  } while (cursor !== null)
  expect(seen.filter((name) => names.includes(name))).toEqual(names)
  expect(new Set(seen).size).toBe(seen.length)
  const bad = await api.call("GET", `${fillPath(apiPaths.onlineEndpoints, { workspace })}?limit=0&limt=3`, { token })
  expect(bad).toMatchObject({ status: 400, body: failure("request.invalid") })
})

test("every route is in the OpenAPI document with its action", async () => {
  const { body } = await api.call("GET", apiPaths.openapi)
  const { openapi, paths } = body as { openapi: string; paths: Record<string, Record<string, unknown>> }
  expect(openapi).toBe("3.1.0")
  for (const { declaration } of api.handlers.filter((one) => !one.declaration.isForBrowsers)) {
    expect(paths[declaration.path]).toHaveProperty([declaration.method.toLowerCase(), "operationId"])
  }
})
