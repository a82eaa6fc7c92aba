import { encode } from "next-auth/jwt"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { setNextAuthUrl } from "#lib/kernel/env.ts"
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
  const session = await api.browse("operator@example.com")
  sessionId = session.sessionId
  cookie = `theme=dark; ${session.cookie}`
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

test("signing in by browser starts a session, a wrong password none, and signing out ends it", async () => {
  setNextAuthUrl(OWN_ORIGIN)
  const at = (action: string) => apiPaths.nextAuth.replace("{...nextauth}", action)
  const jar = new Map<string, string>()
  const browse = async (method: string, action: string, form?: Record<string, string>) => {
    const headers = {
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    }
    const body = form ? new URLSearchParams(form).toString() : undefined
    const answer = await api.call(method, at(action), { headers, body })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === "") jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const csrfToken = z.object({ csrfToken: z.string() }).parse((await browse("GET", "csrf")).body).csrfToken
  const me = async () => (await browseMe(jar)).status
  const email = "admin@example.com"
  await browse("POST", "callback/credentials", { csrfToken, email, password: "wrong password", json: "true" })
  expect(await me()).toBe(401)
  const noToken = await browse("POST", "callback/credentials", { email, password: PASSWORD, json: "true" })
  expect([noToken.status >= 200, await me()]).toEqual([true, 401])
  await browse("POST", "callback/credentials", { csrfToken, email, password: PASSWORD, json: "true" })
  expect(await me()).toBe(200)
  const forged = await browseAt("session", "next-auth.callback-url=javascript%3Aalert(1)")
  expect(forged.status).toBe(400)
  const large = await browse("POST", "callback/credentials", { csrfToken, email, password: "x".repeat(16 * 1024) })
  expect(large).toMatchObject({ status: 413, body: { error: { code: "request.too_large" } } })
  const kept = new Map(jar)
  await browse("POST", "signout", { csrfToken, json: "true" })
  expect(await me()).toBe(401)
  expect((await browseMe(kept)).status).toBe(401)
})

async function browseMe(jar: ReadonlyMap<string, string>) {
  const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join("; ")
  return await api.call("GET", apiPaths.me, { headers: { cookie: cookies } })
}

async function browseAt(action: string, cookie: string) {
  return await api.call("GET", apiPaths.nextAuth.replace("{...nextauth}", action), { headers: { cookie } })
}
