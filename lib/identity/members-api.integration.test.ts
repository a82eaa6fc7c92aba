import { sql } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { z } from "zod"

import { createApiFixture, PASSWORD } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { activityView } from "#lib/operations/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { TOKENS_PER_USER_MAX } from "./contract.ts"
import type { Action } from "./contract.ts"
import { ROLE_ACTIONS, setPassword } from "./index.ts"

/** Who may make whom, and that nothing of it goes without a trace. */

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(async () => await api.drop())
beforeEach(async () => void (await api.services.db.execute(sql`delete from events`)))

const failure = (code: string, target?: string) => ({
  error: expect.objectContaining({ code, ...(target === undefined ? {} : { target }) }),
})
const memberUrl = (email: string, workspace = "default") => fillPath(apiPaths.member, { workspace, email })
const put = (email: string, body: object, token = api.tokens.Admin) =>
  api.call("PUT", memberUrl(email), { token, body })
const logIn = async (email: string, password = PASSWORD) =>
  await api.call("POST", apiPaths.login, { body: { email, password } })
const issued = z.object({ id: z.string(), token: z.string() })

async function issue(
  body: { name: string; workspace?: string; actions?: readonly Action[] },
  token = api.tokens.Admin,
) {
  return issued.parse((await api.call("POST", apiPaths.tokens, { token, body })).body)
}

/** The history of a workspace, oldest first, as its page is told it. */
async function history(workspace = "default", token = api.tokens.owner) {
  const { body } = await api.call("GET", fillPath(apiPaths.activity, { workspace }), { token })
  const { items } = z.object({ items: z.array(activityView.strict()) }).parse(body)
  return items.toReversed().map(({ action, actor, target, diff }) => ({ action, actor, name: target.name, diff }))
}

/** How many events say this, in whatever column. */
async function mentions(secret: string): Promise<number> {
  const rows = await api.services.db.execute(sql`select 1 from events e where strpos(e::text, ${secret}) > 0`)
  return rows.length
}

const ADMIN = "admin@example.com (token login)"

test("a limited token makes nobody, and gives no role that may more than itself", async () => {
  const inWorkspace = await issue({ name: "here", workspace: "default" })
  const viewers = await issue({ name: "viewers", actions: ["members/write", ...ROLE_ACTIONS.Viewer] })
  for (const { token } of [inWorkspace, viewers]) {
    const made = await put("evil@example.com", { role: "Viewer", password: PASSWORD }, token)
    expect(made).toMatchObject({ status: 403, body: failure("identity.token_limited", "email") })
  }
  expect((await logIn("evil@example.com")).status).toBe(401)
  for (const role of ["Operator", "Admin"]) {
    const raised = await put("viewer@example.com", { role }, viewers.token)
    expect(raised).toMatchObject({ status: 403, body: failure("identity.token_limited", "role") })
  }
  expect(await put("stranger@example.com", { role: "Viewer" }, viewers.token)).toMatchObject({ status: 200 })
  expect(await put("stranger@example.com", { role: "Admin" }, inWorkspace.token)).toMatchObject({ status: 200 })
  expect((await api.call("DELETE", memberUrl("stranger@example.com"), { token: inWorkspace.token })).status).toBe(204)
})

test("nobody sets the password or the name of a person who exists: the request is refused by name", async () => {
  const password = "a password of somebody else"
  for (const token of [api.tokens.Admin, api.tokens.owner]) {
    const taken = await put("viewer@example.com", { role: "Viewer", password, name: "x" }, token)
    expect(taken).toMatchObject({ status: 409, body: failure("identity.email_taken", "password") })
  }
  const renamed = await put("viewer@example.com", { role: "Admin", name: "Victim" })
  expect(renamed).toMatchObject({ status: 409, body: failure("identity.email_taken", "name") })
  expect((await logIn("viewer@example.com", password)).status).toBe(401)
  expect((await logIn("viewer@example.com")).status).toBe(201)
  expect(await history()).toEqual([expect.objectContaining({ action: "token.create", name: "login" })])
})

test("who was made, given a role or removed, and by whom, stands in the history; what changes nothing does not", async () => {
  const email = "new@example.com"
  await put(email, { role: "Viewer", password: PASSWORD })
  await put(email, { role: "Operator" })
  await put(email, { role: "Operator" })
  await api.call("DELETE", memberUrl(email), { token: api.tokens.Admin })
  await api.call("DELETE", memberUrl(email), { token: api.tokens.Admin })
  expect(await history()).toEqual([
    {
      action: "member.set",
      actor: ADMIN,
      name: email,
      diff: { before: null, after: { role: "Viewer", account: "new" } },
    },
    {
      action: "member.set",
      actor: ADMIN,
      name: email,
      diff: { before: { role: "Viewer" }, after: { role: "Operator" } },
    },
    { action: "member.remove", actor: ADMIN, name: email, diff: { before: { role: "Operator" }, after: null } },
  ])
  expect(await mentions(PASSWORD)).toBe(0)
})

test("tokens are in the history of every workspace that they open, and their text in none", async () => {
  const everywhere = await issue({ name: "everywhere" }, api.tokens.owner)
  const here = await issue({ name: "here", workspace: "default", actions: ["endpoints/read"] }, api.tokens.owner)
  for (const { id } of [here, everywhere]) {
    await api.call("DELETE", fillPath(apiPaths.token, { token: id }), { token: api.tokens.owner })
  }
  const all = await history()
  expect(all.map(({ action, name }) => `${action} ${name}`)).toEqual([
    "token.create everywhere",
    "token.create here",
    "token.revoke here",
    "token.revoke everywhere",
  ])
  expect(all[1]).toMatchObject({
    actor: "owner@example.com (token login)",
    diff: { before: null, after: { workspace: "default", actions: ["endpoints/read"], expires_at: null } },
  })
  const elsewhere = await history("other")
  expect(elsewhere.map(({ action, name }) => `${action} ${name}`)).toEqual([
    "token.create everywhere",
    "token.revoke everywhere",
  ])
  await issue({ name: "of a member" }, api.tokens.Viewer)
  expect((await history("other")).length).toBe(2)
  expect([await mentions(here.token), await mentions(everywhere.token), await mentions("everywhere")]).toEqual([
    0, 0, 4,
  ])
})

test("a workspace's history begins with who made it", async () => {
  await api.call("POST", apiPaths.workspaces, { token: api.tokens.owner, body: { name: "fresh", description: "new" } })
  expect(await history("fresh")).toEqual([
    {
      action: "workspace.create",
      actor: "owner@example.com (token login)",
      name: "fresh",
      diff: { before: null, after: { description: "new" } },
    },
  ])
})

test("nobody has more tokens than one may have, however they are made", async () => {
  const { db } = api.services
  await put("many@example.com", { role: "Viewer", password: PASSWORD })
  const { token } = z.object({ token: z.string() }).parse((await logIn("many@example.com")).body)
  await db.execute(sql`
    insert into tokens (id, user_id, name, digest)
    select 'tok_' || n, u.id, 'one of many', 'digest ' || n
    from generate_series(2, ${TOKENS_PER_USER_MAX}::int) n, users u where u.email = 'many@example.com'`)
  const tooMany = { status: 409, body: failure("identity.too_many_tokens") }
  expect(await api.call("POST", apiPaths.tokens, { token, body: { name: "one more" } })).toMatchObject(tooMany)
  expect(await logIn("many@example.com")).toMatchObject(tooMany)
  await db.execute(sql`update tokens set expires_at = now() where id = 'tok_2'`)
  expect((await logIn("many@example.com")).status).toBe(201)
})

test("the machine's owner sets a lost password: the new one works, the old one and all sessions do not", async () => {
  const email = "operator@example.com"
  const { cookie } = await api.browse(email)
  await api.browse(email)
  const password = "a new and better one"
  expect(await setPassword(api.services, { email: "Operator@Example.com", password })).toEqual({ endedSessions: 2 })
  expect((await api.call("GET", apiPaths.me, { headers: { cookie } })).status).toBe(401)
  expect((await logIn(email)).status).toBe(401)
  expect((await logIn(email, password)).status).toBe(201)
  expect((await history())[0]).toEqual({
    action: "member.setPassword",
    actor: "local-cli@caudal.invalid",
    name: email,
    diff: null,
  })
  await expect(setPassword(api.services, { email: "nobody@example.com", password })).rejects.toMatchObject({
    code: "identity.user_not_found",
  })
})
