import { sql } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { z } from "zod"

import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture, CallOptions } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { DRAFT_LIFE_MS, DRAFT_PAYLOAD_BYTES_MAX, DRAFTS_PER_PERSON_MAX, draftSummary, draftView } from "./contract.ts"
import type { DraftView } from "./contract.ts"

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())
beforeEach(async () => void (await api.services.db.execute(sql`delete from drafts`)))

const INPUT = {
  kind: "online-endpoint",
  title: "diabetes",
  payload: { name: "diabetes", tags: { a: "1" } },
  schema_version: 1,
  step: "model",
}
const { kind: _kind, ...CHANGE } = INPUT

const listUrl = (workspace = "default") => fillPath(apiPaths.drafts, { workspace })
const urlOf = (draft: string, workspace = "default") => fillPath(apiPaths.draft, { workspace, draft })
const call = (method: string, url: string, options: CallOptions = {}) =>
  api.call(method, url, { token: api.tokens.Operator, ...options })
const failure = (code: string, message: RegExp = /./) => ({
  error: expect.objectContaining({ code, message: expect.stringMatching(message) }),
})
const page = z.object({ items: z.array(draftSummary.strict()), next_cursor: z.string().nullable() })

async function create(body: object = INPUT, token = api.tokens.Operator): Promise<DraftView> {
  const answer = await api.call("POST", listUrl(), { token, body })
  expect(answer).toMatchObject({ status: 201 })
  return draftView.parse(answer.body)
}

test("a draft is kept, shown, written, listed without its payload, and thrown away", async () => {
  const created = await create()
  expect(created).toMatchObject({ ...INPUT, revision: 1 })
  expect(Date.parse(created.expires_at) - Date.parse(created.updated_at)).toBe(DRAFT_LIFE_MS)
  const shown = await call("GET", urlOf(created.id))
  expect(shown).toMatchObject({ status: 200, body: created })
  expect(shown.headers.get("etag")).toBe('"1"')

  const change = { ...CHANGE, payload: { name: "other", unset: null, list: [1, 2.5] }, step: "review" }
  const written = await call("PUT", urlOf(created.id), { body: change, headers: { "if-match": '"1"' } })
  expect(written).toMatchObject({ status: 200, body: { ...change, kind: "online-endpoint", revision: 2 } })
  expect(written.headers.get("etag")).toBe('"2"')
  const { items } = page.parse((await call("GET", listUrl())).body)
  expect(items).toEqual([expect.objectContaining({ id: created.id, step: "review", revision: 2 })])

  expect((await call("DELETE", urlOf(created.id))).status).toBe(204)
  for (const method of ["GET", "DELETE"]) {
    expect(await call(method, urlOf(created.id))).toMatchObject({ status: 404, body: failure("drafts.not_found") })
  }
  const late = await call("PUT", urlOf(created.id), { body: CHANGE })
  expect(late).toMatchObject({ status: 404, body: failure("drafts.not_found") })
})

test("of two tabs the second one to save is told which revision is newer, and nothing is lost", async () => {
  const { id } = await create()
  const save = (title: string, etag: string) =>
    call("PUT", urlOf(id), { body: { ...CHANGE, title }, headers: { "if-match": etag } })
  expect((await save("first tab", '"1"')).status).toBe(200)
  const second = await save("second tab", '"1"')
  expect(second).toMatchObject({ status: 412, body: failure("drafts.conflict", /revision 2, not 1.*another tab/) })
  expect((await call("GET", urlOf(id))).body).toMatchObject({ title: "first tab", revision: 2 })
  expect((await save("second tab", '"2"')).status).toBe(200)
  expect((await save("second tab", "*")).status).toBe(200)
  const createOnly = await call("PUT", urlOf(id), { body: CHANGE, headers: { "if-none-match": "*" } })
  expect(createOnly).toMatchObject({ status: 412, body: failure("drafts.conflict") })
  expect(await save("x", "seven")).toMatchObject({ status: 400, body: failure("request.invalid_header") })
})

test("of many saves at once from one revision one is written", async () => {
  const { id } = await create()
  const saves = Array.from({ length: 8 }, (_unused, n) =>
    call("PUT", urlOf(id), { body: { ...CHANGE, title: `tab ${n}` }, headers: { "if-match": '"1"' } }),
  )
  const statuses = (await Promise.all(saves)).map(({ status }) => status).toSorted((a, b) => a - b)
  expect(statuses).toEqual([200, ...Array.from({ length: 7 }, () => 412)])
})

test("a save that is repeated because its answer was lost is no conflict and no new revision", async () => {
  const { id, updated_at } = await create()
  const body = { ...CHANGE, payload: { z: 1, a: { y: [], b: "é" } } }
  const headers = { "if-match": '"1"' }
  const first = await call("PUT", urlOf(id), { body, headers })
  const again = await call("PUT", urlOf(id), {
    body: { ...body, payload: { a: { b: "é", y: [] }, z: 1 } },
    headers,
  })
  expect(again).toMatchObject({ status: 200, body: first.body })
  expect(again.body).toMatchObject({ revision: 2 })
  expect(draftView.parse(again.body).updated_at >= updated_at).toBe(true)
})

test("a draft is its owner's alone: not another member's, not an Admin's, not an owner's, not in another workspace", async () => {
  const { id } = await create()
  for (const token of [api.tokens.Admin, api.tokens.owner]) {
    expect(page.parse((await call("GET", listUrl(), { token })).body).items).toEqual([])
    for (const [method, body] of [["GET"], ["PUT", CHANGE], ["DELETE"]] as const) {
      const answer = await call(method, urlOf(id), { token, body })
      expect(answer).toMatchObject({ status: 404, body: failure("drafts.not_found") })
    }
  }
  const member = fillPath(apiPaths.member, { workspace: "other", email: "operator@example.com" })
  await call("PUT", member, { token: api.tokens.owner, body: { role: "Operator" } })
  expect(page.parse((await call("GET", listUrl("other"))).body).items).toEqual([])
  for (const [method, body] of [["GET"], ["PUT", CHANGE], ["DELETE"]] as const) {
    expect((await call(method, urlOf(id, "other"), { body })).status).toBe(404)
  }
  expect(await call("GET", urlOf(id))).toMatchObject({ status: 200, body: { revision: 1 } })
})

test("a token of the person sees the same drafts, nobody sees none, a Viewer keeps none", async () => {
  const { id } = await create()
  const issued = await call("POST", apiPaths.tokens, { body: { name: "reader", actions: ["endpoints/read"] } })
  const { token } = z.object({ token: z.string() }).parse(issued.body)
  expect((await call("GET", urlOf(id), { token })).status).toBe(200)
  expect((await call("DELETE", urlOf(id), { token })).status).toBe(403)
  expect(await call("GET", listUrl(), { token: undefined })).toMatchObject({
    status: 401,
    body: failure("identity.unauthenticated"),
  })
  const viewer = api.tokens.Viewer
  expect((await call("GET", listUrl(), { token: viewer })).status).toBe(200)
  const refused = await call("POST", listUrl(), { token: viewer, body: INPUT })
  expect(refused).toMatchObject({ status: 403, body: failure("identity.forbidden") })
})

test.each([
  [{ ...INPUT, kind: "batch-endpoint" }, "kind"],
  [CHANGE, "kind"],
  [{ ...INPUT, payload: [] }, "payload"],
  [{ ...INPUT, payload: undefined }, "payload"],
  [{ ...INPUT, payload: { text: "é".repeat(DRAFT_PAYLOAD_BYTES_MAX / 2) } }, "payload"],
  [{ ...INPUT, title: "x".repeat(201) }, "title"],
  [{ ...INPUT, schema_version: 0 }, "schema_version"],
  [{ ...INPUT, step: "" }, "step"],
  [{ ...INPUT, user_id: "usr_1" }, "user_id"],
])("a bad draft is refused by the name of its field: %#", async (body, target) => {
  const answer = await call("POST", listUrl(), { body })
  expect(answer).toMatchObject({ status: 400, body: { error: { code: "request.invalid", target } } })
  expect(page.parse((await call("GET", listUrl())).body).items).toEqual([])
})

test("a payload of exactly the most bytes is kept", async () => {
  const text = "x".repeat(DRAFT_PAYLOAD_BYTES_MAX - '{"a":""}'.length)
  expect((await create({ ...INPUT, payload: { a: text } })).payload).toEqual({ a: text })
})

test("a person has a number of drafts and no more, however many are begun at once; others have their own", async () => {
  await api.services.db.execute(sql`
    insert into drafts (id, workspace_id, user_id, kind, payload, schema_version, step, expires_at)
    select 'drf_' || n, w.id, u.id, 'traffic', '{}', 1, 'one', now() + interval '1 day'
      from generate_series(1, ${DRAFTS_PER_PERSON_MAX - 1}::int) n, workspaces w, users u
     where w.name = 'default' and u.email = 'operator@example.com'`)
  const answers = await Promise.all(Array.from({ length: 6 }, () => call("POST", listUrl(), { body: INPUT })))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  const [refused] = answers.filter(({ status }) => status !== 201)
  expect(refused).toMatchObject({ status: 409, body: failure("drafts.limit", /200 drafts.*Delete some/) })
  await create(INPUT, api.tokens.Admin)
  await api.services.db.execute(sql`update drafts set expires_at = now() where id = 'drf_1'`)
  await create()
})

test("the list pages through everything once, the last changed first", async () => {
  const made: DraftView[] = []
  for (let n = 0; n < 7; n++) made.push(await create({ ...INPUT, title: `draft ${n}` }))
  // Several changed in the same millisecond.
  await api.services.db.execute(
    sql`update drafts set updated_at = '2030-01-01' where title in ('draft 1', 'draft 3', 'draft 5')`,
  )
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor === null ? "" : `&cursor=${cursor}`
    const { items, next_cursor } = page.parse((await call("GET", `${listUrl()}?limit=2${query}`)).body)
    seen.push(...items.map(({ title }) => title))
    cursor = next_cursor
  } while (cursor !== null)
  expect(seen).toEqual([5, 3, 1, 6, 4, 2, 0].map((n) => `draft ${n}`))
  const wrong = await call("GET", `${listUrl()}?cursor=99999999999999.x`)
  expect(wrong).toMatchObject({ status: 400, body: { error: { target: "cursor" } } })
})

test("an expired draft is gone for its owner before it is purged", async () => {
  const { id } = await create()
  await api.services.db.execute(sql`update drafts set expires_at = now() - interval '1 second'`)
  expect(page.parse((await call("GET", listUrl())).body).items).toEqual([])
  expect((await call("GET", urlOf(id))).status).toBe(404)
  expect((await call("PUT", urlOf(id), { body: CHANGE })).status).toBe(404)
})
