import { encode } from "next-auth/jwt"
import { afterAll, beforeAll, expect, test } from "vitest"

import { startSession } from "#lib/identity/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { createApiFixture, PASSWORD } from "./testing/create-api-fixture.ts"
import type { ApiFixture } from "./testing/create-api-fixture.ts"

let api: ApiFixture
let cookie: string
let sessionId: string
const url = fillPath(apiPaths.onlineEndpoint, { workspace: "default", endpoint: "by-session" })
const OWN_ORIGIN = "http://localhost:3000"

beforeAll(async () => {
  api = await createApiFixture()
  const input = { email: "operator@example.com", password: PASSWORD, userAgent: "test" }
  sessionId = (await startSession({ ...api.services, clientIp: "test" }, input)).sessionId
  cookie = `theme=dark; next-auth.session-token=${await encode({ token: { sessionId }, secret: api.services.sessionSecret })}`
})
afterAll(async () => await api.drop())

test("a session reads, and changes only from the studio's own origin", async () => {
  expect(await api.call("GET", apiPaths.me, { headers: { cookie } })).toMatchObject({
    status: 200,
    body: { via: "session" },
  })
  for (const origin of [undefined, "https://evil.example", "null", "http://localhost:3001"]) {
    const headers = origin === undefined ? { cookie } : { cookie, origin }
    expect(await api.call("PUT", url, { body: {}, headers })).toMatchObject({
      status: 403,
      body: { error: { code: "request.origin_refused" } },
    })
  }
  expect((await api.call("PUT", url, { body: {}, headers: { cookie, origin: OWN_ORIGIN } })).status).toBe(201)
})

test("a wrong token is refused even beside a good session", async () => {
  const answer = await api.call("GET", apiPaths.me, { headers: { cookie, authorization: "Bearer wrong" } })
  expect(answer.status).toBe(401)
})

test("a cookie that another secret signed, or that is no token at all, is nobody", async () => {
  const forged = await encode({ token: { sessionId }, secret: "another secret" })
  for (const value of [forged, "x", "", "%00", "a.b.c.d.e"]) {
    const answer = await api.call("GET", apiPaths.me, { headers: { cookie: `next-auth.session-token=${value}` } })
    expect([value.slice(0, 10), answer.status]).toEqual([value.slice(0, 10), 401])
  }
})

test("an ended session is nobody, although its cookie is still good", async () => {
  await api.services.sessions.end(sessionId)
  expect((await api.call("GET", apiPaths.me, { headers: { cookie } })).status).toBe(401)
})
