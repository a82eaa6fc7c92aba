import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { createApiFixture, PASSWORD } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { setNextAuthUrl } from "#lib/kernel/env.ts"
import { apiPaths, authPaths } from "#lib/urls/index.ts"

import { ATTEMPTS_MAX, ATTEMPTS_PER_IP_MAX } from "./attempt-limiter.ts"

/** Nobody guesses passwords, and nobody takes the machine from others by trying. */

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
  setNextAuthUrl("http://localhost:3000")
})
afterAll(async () => await api.drop())

const failure = (code: string) => ({ error: expect.objectContaining({ code }) })

async function logIn(email: string, password: string, clientIp: string) {
  return await api.call("POST", apiPaths.login, {
    body: { email, password },
    headers: { "x-caudal-client-ip": clientIp },
  })
}

test("one IP may try so many addresses; then it waits with any, and other IPs do not", async () => {
  const { limiter, clock } = api.services
  const invent = (n: number) =>
    limiter.take({ email: `invented-${n}@example.com`, clientIp: "10.0.0.1" }, clock.nowMs())
  for (let n = 1; n < ATTEMPTS_PER_IP_MAX; n++) expect(invent(n)).toBe(true)
  expect((await logIn("one-more@example.com", "wrong", "10.0.0.1")).status).toBe(401)
  const refused = await logIn("viewer@example.com", PASSWORD, "10.0.0.1")
  expect(refused).toMatchObject({ status: 429, body: failure("identity.too_many_attempts") })
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
  expect((await logIn("viewer@example.com", PASSWORD, "10.0.0.2")).status).toBe(201)
})

test("a flood of attempts is refused beyond a short queue, and is soon over", async () => {
  const flood = await Promise.all(
    Array.from({ length: 40 }, (_, n) => logIn(`flood-${n}@example.com`, "wrong", `10.0.1.${n}`)),
  )
  const busy = flood.filter(({ status }) => status === 429)
  expect(flood.filter(({ status }) => status !== 401 && status !== 429)).toEqual([])
  expect(busy.length).toBeGreaterThan(0)
  for (const { body, headers } of busy) {
    expect(body).toEqual(failure("identity.sign_in_busy"))
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
  }
  expect((await logIn("viewer@example.com", PASSWORD, "10.0.2.1")).status).toBe(201)
}, 60_000)

test("the sign-in form too is told to wait, and how long", async () => {
  const csrf = await api.call("GET", authPaths.csrf)
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(csrf.body)
  const cookie = csrf.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ")
  const signIn = async (password: string) => {
    const fields = { csrfToken, email: "operator@example.com", password, json: "true" }
    const headers = { cookie, "content-type": "application/x-www-form-urlencoded" }
    return await api.call("POST", authPaths.signIn, { body: new URLSearchParams(fields).toString(), headers })
  }
  for (let n = 0; n < ATTEMPTS_MAX; n++) expect((await signIn("wrong")).status).toBe(401)
  const refused = await signIn(PASSWORD)
  expect(refused).toMatchObject({ status: 429, body: failure("identity.too_many_attempts") })
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
}, 60_000)
