import { afterAll, beforeAll, expect, test } from "vitest"

import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { onlineEndpointView } from "#lib/endpoints/contract.ts"
import { memberView } from "#lib/identity/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { GUARDS } from "./preconditions.ts"
import { contextOf } from "./testing/context-of.ts"
import { createApiFixture, PASSWORD } from "./testing/create-api-fixture.ts"
import type { ApiFixture, CallOptions } from "./testing/create-api-fixture.ts"

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())

const workspace = "default"
const call = (method: string, url: string, options: CallOptions = {}) =>
  api.call(method, url, { token: api.tokens.Operator, ...options })
const endpointUrl = (endpoint: string) => fillPath(apiPaths.onlineEndpoint, { workspace, endpoint })
const etagOf = async (url: string) => (await call("GET", url)).headers.get("etag") ?? ""

test("an endpoint and a deployment are deleted only as they were seen", async () => {
  const url = endpointUrl("guarded")
  const { id: endpointId } = onlineEndpointView.parse((await call("PUT", url, { body: {} })).body)
  const { workspaceId } = await contextOf(api)
  await insertDeployment(api.services.db, { workspaceId, endpointId, name: "blue" })
  const blue = fillPath(apiPaths.deployment, { workspace, endpoint: "guarded", deployment: "blue" })
  const stale = { headers: { "if-match": '"77"' } }
  expect(await call("DELETE", blue, stale)).toMatchObject({ status: 412, body: { error: { target: "If-Match" } } })
  expect((await call("DELETE", blue, { headers: { "if-match": await etagOf(blue) } })).status).toBe(202)
  expect((await call("DELETE", blue, { headers: { "if-match": "*" } })).status).toBe(404)
  expect(await call("DELETE", url, stale)).toMatchObject({ status: 412, body: { error: { target: "If-Match" } } })
  expect((await call("DELETE", url, { headers: { "if-match": await etagOf(url) } })).status).toBe(202)
})

test("a route that heeds no precondition refuses it by name, before it does anything", async () => {
  const owned = api.handlers
    .map(({ declaration }) => declaration)
    .filter(({ method, access }) => method !== "GET" && method !== "HEAD" && access !== "public")
  expect(owned.filter(({ guards }) => guards.length > 0).length).toBeGreaterThan(5)
  for (const { method, path, guards } of owned) {
    for (const header of GUARDS.filter((one) => !guards.includes(one))) {
      const url = path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
        name === "workspace"
          ? workspace
          : name === "email"
            ? "ana%40example.com"
            : name === "sha256"
              ? "0".repeat(64)
              : "1",
      )
      const answer = await call(method, url, { token: api.tokens.Admin, headers: { [header]: "*" } })
      expect([method, path, answer.status, answer.body]).toMatchObject([
        method,
        path,
        400,
        { error: { code: "request.invalid_header", target: header, message: expect.stringContaining("Leave it out") } },
      ])
    }
  }
})

test("HEAD is answered as GET, also when it asks whether a copy is still good", async () => {
  const url = endpointUrl("head-test")
  await call("PUT", url, { body: {} })
  const etag = await etagOf(url)
  for (const [seen, status] of [
    [`"77", ${etag}`, 304],
    ['"77"', 200],
  ] as const) {
    const headers = { "if-none-match": seen }
    expect((await call("GET", url, { headers })).status).toBe(status)
    expect(await call("HEAD", url, { headers })).toMatchObject({ status, body: "" })
  }
})

test("a parameter of the path is used as its rule parses it", async () => {
  const url = fillPath(apiPaths.member, { workspace, email: " Ana@Example.org" })
  const token = api.tokens.Admin
  const put = await call("PUT", url, { token, body: { role: "Viewer", password: PASSWORD } })
  expect(memberView.parse(put.body).email).toBe("ana@example.org")
  const login = { email: "ana@example.org", password: PASSWORD }
  expect((await api.call("POST", apiPaths.login, { body: login })).status).toBe(201)
  expect((await call("DELETE", url, { token })).status).toBe(204)
})
