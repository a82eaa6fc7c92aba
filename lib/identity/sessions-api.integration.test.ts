import { sql } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { z } from "zod"

import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { SESSION_LIFE_MS, sessionView } from "./contract.ts"
import { createSessionCache } from "./index.ts"

const EMAIL = "operator@example.com"
const ORIGIN = "http://localhost:3000"

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())
beforeEach(async () => void (await api.services.db.execute(sql`delete from sessions`)))

const urlOf = (session: string) => fillPath(apiPaths.session, { session })
const failure = (code: string) => ({ error: expect.objectContaining({ code }) })
const page = z.object({ items: z.array(sessionView.strict()), next_cursor: z.string().nullable() })

async function list(headers: Readonly<Record<string, string>>, query = "") {
  const answer = await api.call("GET", `${apiPaths.sessions}${query}`, { headers })
  expect(answer).toMatchObject({ status: 200 })
  return page.parse(answer.body)
}

const asOperator = () => ({ authorization: `Bearer ${api.tokens.Operator}` })

test("a person sees the browsers they are signed in with, newest first, and which one asks", async () => {
  const first = await api.browse(EMAIL, "Firefox")
  const second = await api.browse(EMAIL, "Chrome")
  await api.browse("viewer@example.com", "not theirs")
  const { items } = await list({ cookie: first.cookie })
  expect(items).toEqual([
    expect.objectContaining({ id: second.sessionId, user_agent: "Chrome", is_current: false }),
    expect.objectContaining({ id: first.sessionId, user_agent: "Firefox", is_current: true }),
  ])
  const [newest] = items
  expect(Date.parse(newest?.expires_at ?? "") - Date.parse(newest?.created_at ?? "")).toBe(SESSION_LIFE_MS)
  expect((await list(asOperator())).items.map(({ is_current }) => is_current)).toEqual([false, false])
  const paged = await list(asOperator(), "?limit=1")
  expect(paged.items.map(({ id }) => id)).toEqual([second.sessionId])
  const rest = await list(asOperator(), `?limit=1&cursor=${paged.next_cursor}`)
  expect(rest).toMatchObject({ items: [{ id: first.sessionId }], next_cursor: null })
})

test("an ended session is refused at once and is no longer listed; ending it again finds nothing", async () => {
  const here = await api.browse(EMAIL)
  const lost = await api.browse(EMAIL)
  const asLost = () => api.call("GET", apiPaths.me, { headers: { cookie: lost.cookie } })
  expect((await asLost()).status).toBe(200)
  const end = () => api.call("DELETE", urlOf(lost.sessionId), { headers: { cookie: here.cookie, origin: ORIGIN } })
  expect((await end()).status).toBe(204)
  expect(await asLost()).toMatchObject({ status: 401, body: failure("identity.unauthenticated") })
  expect((await list({ cookie: here.cookie })).items.map(({ id }) => id)).toEqual([here.sessionId])
  expect(await end()).toMatchObject({ status: 404, body: failure("identity.session_not_found") })
})

test("the session that asks may be ended too, and only from the studio's own origin", async () => {
  const { sessionId, cookie } = await api.browse(EMAIL)
  expect(await api.call("DELETE", urlOf(sessionId), { headers: { cookie } })).toMatchObject({
    status: 403,
    body: failure("request.origin_refused"),
  })
  expect((await api.call("DELETE", urlOf(sessionId), { headers: { cookie, origin: ORIGIN } })).status).toBe(204)
  expect((await api.call("GET", apiPaths.me, { headers: { cookie } })).status).toBe(401)
})

test("nobody ends or sees the sessions of others, not even an owner, and a limited token none at all", async () => {
  const { sessionId, cookie } = await api.browse(EMAIL)
  for (const token of [api.tokens.owner, api.tokens.Admin]) {
    const answer = await api.call("DELETE", urlOf(sessionId), { token })
    expect(answer).toMatchObject({ status: 404, body: failure("identity.session_not_found") })
  }
  expect((await api.call("GET", apiPaths.me, { headers: { cookie } })).status).toBe(200)
  for (const [method, url] of [
    ["GET", apiPaths.sessions],
    ["DELETE", urlOf(sessionId)],
  ] as const) {
    expect(await api.call(method, url)).toMatchObject({ status: 401, body: failure("identity.unauthenticated") })
    const { body } = await api.call("POST", apiPaths.tokens, {
      token: api.tokens.Operator,
      body: { name: "limited", actions: ["endpoints/read"] },
    })
    const { token } = z.object({ token: z.string() }).parse(body)
    expect(await api.call(method, url, { token })).toMatchObject({
      status: 403,
      body: failure("identity.token_limited"),
    })
  }
})

test("expired sessions are not listed", async () => {
  await api.browse(EMAIL)
  await api.services.db.execute(sql`update sessions set expires_at = now() - interval '1 second'`)
  expect((await list(asOperator())).items).toEqual([])
})

test("that a session was seen is noted once a minute, and not more often", async () => {
  const { sessionId } = await api.browse(EMAIL)
  const { db } = api.services
  const lastSeenMs = async () => {
    const [row] = await db.execute<{ ms: number }>(
      sql`select (extract(epoch from last_seen_at) * 1000)::float8 as ms from sessions where id = ${sessionId}`,
    )
    return row?.ms ?? 0
  }
  const startMs = await lastSeenMs()
  let nowMs = startMs
  const cache = createSessionCache({ db, clock: { nowMs: () => nowMs } })
  for (const seconds of [0, 20, 40, 60]) {
    nowMs = startMs + seconds * 1000
    expect(await cache.find(sessionId)).not.toBeNull()
  }
  nowMs = startMs + 75_000
  await cache.find(sessionId)
  await vi.waitFor(async () => expect(await lastSeenMs()).toBe(startMs + 75_000), { timeout: 30_000, interval: 10 })
})

test("a look-up that was on its way while the session ended does not bring it back", async () => {
  const { db, clock } = api.services
  await db.execute(sql`
    insert into sessions (id, user_id, expires_at)
    select 'ses_' || n, u.id, now() + interval '1 day' from generate_series(1, 100) n, users u where u.email = ${EMAIL}`)
  const cache = createSessionCache({ db, clock })
  // Whichever of the two is answered first: afterwards it is ended.
  for (let n = 1; n <= 100; n++) {
    const [, isEnded] = await Promise.all([cache.find(`ses_${n}`), cache.end(`ses_${n}`)])
    expect([isEnded, await cache.find(`ses_${n}`), await cache.end(`ses_${n}`)]).toEqual([true, null, false])
  }
})
