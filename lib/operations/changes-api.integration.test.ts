import { createServer, get } from "node:http"
import { isDeepStrictEqual } from "node:util"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { serveRequest } from "#lib/http/index.ts"
import { createApiFixture, PASSWORD } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { Context } from "#lib/identity/index.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { createChangeFeed } from "./index.ts"

const HELLO = { event: "hello", data: {} }
const RESYNC = { event: "resync", data: {} }
const changeOf = (kind: string, endpoint: string | null) => ({ event: "change", data: { kind, endpoint } })

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture({ heartbeatMs: 20 })
  // Connects the process's one listener; from here on a stream begins with `hello` and nothing is missed.
  const first = await asViewer()
  expect([await first.next(), await first.next()]).toEqual([HELLO, RESYNC])
  await first.close()
})
afterAll(async () => await api.drop())

interface Stream {
  readonly response: Response
  /** Null at the stream's end. */
  next(): Promise<{ event: string; data: unknown } | null>
  close(): Promise<void>
}

interface FollowOptions {
  readonly workspace?: string
  readonly query?: string
  readonly signal?: AbortSignal
}

const changesUrl = (workspace: string) => fillPath(apiPaths.changes, { workspace })

async function* eventsOf(body: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder()
  let text = ""
  for await (const chunk of body) {
    const blocks = `${text}${decoder.decode(chunk, { stream: true })}`.split("\n\n")
    text = blocks.pop() ?? ""
    for (const block of blocks) {
      const [, event, data = ""] = /(?:^|\n)event: (.*)\ndata: (.*)$/.exec(block) ?? []
      // A beat says only that the connection lives; how many come is a matter of time.
      if (event === undefined || event === "beat") continue
      const parsed: unknown = JSON.parse(data)
      yield { event, data: parsed }
    }
  }
}

async function follow(
  headers: Readonly<Record<string, string>>,
  { workspace = "default", query = "", signal }: FollowOptions = {},
): Promise<Stream> {
  const url = `http://localhost:3000${changesUrl(workspace)}${query}`
  const response = await api.api(new Request(url, { headers, ...(signal ? { signal } : {}) }))
  if (!response.body) throw new Error("A stream has a body.")
  const events = eventsOf(response.body)
  return {
    response,
    next: async () => (await events.next()).value ?? null,
    close: async () => void (await events.return(undefined)),
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const asViewer = (options?: FollowOptions) => follow(bearer(api.tokens.Viewer), options)

async function tell(kind: string, endpoint: string, workspace = "default"): Promise<void> {
  await api.services.db.execute(sql`
    select pg_notify('changes', json_build_object('workspace', id, 'kind', ${kind}::text, 'endpoint', ${endpoint}::text)::text)
      from workspaces where name = ${workspace}`)
}

test("a row that is written past all code is told to those who follow its workspace, and to no others", async () => {
  const [here, there] = [await asViewer(), await follow(bearer(api.tokens.stranger), { workspace: "other" })]
  expect([await here.next(), await there.next()]).toEqual([HELLO, HELLO])
  expect(here.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8")
  expect(here.response.headers.get("cache-control")).toBe("no-store")
  expect(here.response.headers.get("x-accel-buffering")).toBe("no")
  const write = (name: string, workspace: string) =>
    api.services.db.execute(sql`
      insert into endpoints (id, workspace_id, kind, name, auth_mode, public_network_access, provisioning_state, created_by)
      select ${`end_${name}`}, id, 'online', ${name}, 'key', 'enabled', 'Creating', 'test' from workspaces where name = ${workspace}`)
  await write("ours", "default")
  await write("theirs", "other")
  expect(await here.next()).toEqual(changeOf("endpoints", "ours"))
  expect(await there.next()).toEqual(changeOf("endpoints", "theirs"))
  await Promise.all([here.close(), there.close()])
})

test("an act tells what it changed, once each", async () => {
  const stream = await asViewer()
  expect(await stream.next()).toEqual(HELLO)
  const url = fillPath(apiPaths.onlineEndpoint, { workspace: "default", endpoint: "by-act" })
  await api.call("PUT", url, { token: api.tokens.Operator, body: {} })
  const told = [await stream.next(), await stream.next(), await stream.next()]
  const wanted = ["endpoints", "operations", "events"].map((kind) => changeOf(kind, "by-act"))
  expect(told).toEqual(expect.arrayContaining(wanted))
  await stream.close()
})

test("a change of a person is told without their name", async () => {
  const stream = await asViewer()
  expect(await stream.next()).toEqual(HELLO)
  const url = fillPath(apiPaths.member, { workspace: "default", email: "new@example.com" })
  await api.call("PUT", url, { token: api.tokens.Admin, body: { role: "Viewer", password: PASSWORD } })
  expect(await stream.next()).toEqual(changeOf("events", null))
  await stream.close()
})

test("equal changes that come together are told once, and very many as one resync", async () => {
  const stream = await asViewer()
  expect(await stream.next()).toEqual(HELLO)
  await api.services.db.execute(sql`
    select pg_notify('changes', json_build_object('workspace', id, 'kind', 'events', 'endpoint', 'same', 'n', n)::text)
      from workspaces, generate_series(1, 20) n where name = 'default'`)
  expect(await stream.next()).toEqual(changeOf("events", "same"))
  await api.services.db.execute(sql`
    select pg_notify('changes', json_build_object('workspace', id, 'kind', 'events', 'endpoint', n::text)::text)
      from workspaces, generate_series(1, 1000) n where name = 'default'`)
  expect(await stream.next()).toEqual(RESYNC)
  await stream.close()
})

test("after the listener's connection was lost everybody is told to read again, and hears later changes", async () => {
  const streams = [await asViewer(), await asViewer()]
  for (const stream of streams) expect(await stream.next()).toEqual(HELLO)
  await api.services.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'caudal listen changes'`)
  for (const stream of streams) expect(await stream.next()).toEqual(RESYNC)
  await tell("operations", "later")
  for (const stream of streams) expect(await stream.next()).toEqual(changeOf("operations", "later"))
  await Promise.all(streams.map((stream) => stream.close()))
})

test("one connection listens for the whole process, however many follow", async () => {
  const streams = await Promise.all([asViewer(), asViewer(), asViewer()])
  const rows = await api.services.db.execute(sql`
    select pid from pg_stat_activity where datname = current_database() and application_name = 'caudal listen changes'`)
  expect(rows).toHaveLength(1)
  await Promise.all(streams.map((stream) => stream.close()))
})

test("nobody gets no stream, a stranger no other workspace, and a wrong query is named", async () => {
  const failure = (code: string) => ({ error: expect.objectContaining({ code }) })
  expect(await api.call("GET", changesUrl("default"))).toMatchObject({
    status: 401,
    body: failure("identity.unauthenticated"),
  })
  expect(await api.call("GET", changesUrl("default"), { token: api.tokens.stranger })).toMatchObject({
    status: 404,
    body: failure("identity.workspace_not_found"),
  })
  const token = api.tokens.Viewer
  expect(await api.call("GET", `${changesUrl("default")}?seconds=-1`, { token })).toMatchObject({
    status: 400,
    body: { error: { code: "request.invalid", target: "seconds" } },
  })
  expect((await api.call("HEAD", changesUrl("default"), { token })).status).toBe(200)
})

test("a stream that was asked to end by itself does", async () => {
  const stream = await asViewer({ query: "?seconds=0" })
  expect([await stream.next(), await stream.next()]).toEqual([HELLO, null])
})

test("a stream ends with its session, its token and its membership", async () => {
  const { sessionId, cookie } = await api.browse("operator@example.com")
  const bySession = await follow({ cookie })
  const issued = await api.call("POST", apiPaths.tokens, { token: api.tokens.Operator, body: { name: "short" } })
  const { id, token } = z.object({ id: z.string(), token: z.string() }).parse(issued.body)
  const byToken = await follow(bearer(token))
  const member = fillPath(apiPaths.member, { workspace: "default", email: "leaver@example.com" })
  await api.call("PUT", member, { token: api.tokens.Admin, body: { role: "Viewer", password: PASSWORD } })
  const login = await api.call("POST", apiPaths.login, { body: { email: "leaver@example.com", password: PASSWORD } })
  const byMember = await follow(bearer(z.object({ token: z.string() }).parse(login.body).token))
  const staying = await asViewer()

  await api.services.sessions.end(sessionId)
  await api.call("DELETE", fillPath(apiPaths.token, { token: id }), { token: api.tokens.Operator })
  await api.call("DELETE", member, { token: api.tokens.Admin })
  // What was done to token and member is told too, so the end, and what comes after it, may not be the next thing.
  const readUntil = async (stream: Awaited<ReturnType<typeof follow>>, wanted: unknown) => {
    while (!isDeepStrictEqual(await stream.next(), wanted));
  }
  for (const stream of [bySession, byToken, byMember]) await readUntil(stream, null)
  await tell("events", "still-here")
  await readUntil(staying, changeOf("events", "still-here"))
  await staying.close()
})

test("a client that takes nothing is cut off and holds up nobody", async () => {
  const { promise: isCut, resolve: cut } = Promise.withResolvers<void>()
  const server = createServer((req, res) => {
    res.once("close", cut)
    void serveRequest(api.api, req, res, "http://localhost")
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const url = `http://127.0.0.1:${port}${changesUrl("default")}`
  const client = get(url, { headers: bearer(api.tokens.Viewer) }, (response) => response.pause())
  client.on("error", () => undefined)
  const quick = await asViewer()
  expect(await quick.next()).toEqual(HELLO)
  let round = 0
  let isOver = false
  void isCut.then(() => (isOver = true))
  while (!isOver) {
    round++
    await api.services.db.execute(sql`
      select pg_notify('changes', json_build_object(
        'workspace', id, 'kind', 'events', 'endpoint', ${`${round}-`}::text || n || repeat('x', 7000))::text)
        from workspaces, generate_series(1, 5) n where name = 'default'`)
    for (let one = 0; one < 5; one++) expect(await quick.next()).toMatchObject({ event: "change" })
  }
  client.destroy()
  await quick.close()
  server.closeAllConnections()
  server.close()
})

test("a place is free again once its follower has gone, and one too many is told so", async () => {
  const workspaceId = "ws_any"
  const ctx = { workspaceId, caller: { actions: new Set(["workspaces/read"]) } } as unknown as Context
  const feed = createChangeFeed("postgresql://caudal:x@127.0.0.1:1/caudal", { followersMax: 2 })
  const ended: number[] = []
  const enter = (who: number) =>
    feed.follow(ctx, { onChange: () => undefined, onResync: () => undefined, onEnd: () => ended.push(who) })
  enter(1)
  const leave = enter(2)
  const refused = expect.objectContaining({ code: "operations.too_many_followers", status: 503 })
  expect(() => enter(3)).toThrow(refused)
  leave()
  enter(4)
  await feed.close()
  expect(ended).toEqual([1, 4])
})

test("a studio that ends ends its streams, and opens no more", async () => {
  const gone = new AbortController()
  const [left, stream] = [await asViewer({ signal: gone.signal }), await asViewer()]
  gone.abort()
  await api.services.changes.close()
  expect([await stream.next(), await stream.next()]).toEqual([HELLO, null])
  await left.close()
  const answer = await api.call("GET", changesUrl("default"), { token: api.tokens.Viewer })
  expect(answer).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } })
})
