import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { recordEvent } from "#lib/events/index.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { activityView } from "./contract.ts"
import type { ActivityView } from "./contract.ts"
import { getOperationRow } from "./queries.ts"
import { settleOperation } from "./index.ts"

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
  // How the fixture's people came to be is history too.
  await api.services.db.execute(sql`delete from events`)
  for (const name of ["main", "Main-2"]) await putEndpoint(name)
  await settle("main", { status: "Failed", error: { code: "X", message: "the disk is 100% full" } })
})
afterAll(async () => await api.drop())

const endpointUrl = (endpoint: string) => fillPath(apiPaths.onlineEndpoint, { workspace: "default", endpoint })
const page = z.object({ items: z.array(activityView.strict()), next_cursor: z.string().nullable() })

async function putEndpoint(name: string, body: object = {}, token = api.tokens.Operator): Promise<void> {
  expect((await api.call("PUT", endpointUrl(name), { token, body })).status).toBeLessThan(300)
}

async function settle(name: string, outcome: { status: "Failed"; error: { code: string; message: string } }) {
  const { db } = api.services
  const [found] = await db.execute<{ id: string; workspace_id: string }>(
    sql`select id, workspace_id from operations where target_name = ${name} and status = 'InProgress'`,
  )
  const operation = await getOperationRow(db, found?.workspace_id ?? "", found?.id ?? "")
  if (operation) await settleOperation(db, operation, { ...outcome, nowMs: Date.now() })
}

async function list(query: Record<string, string> = {}, { workspace = "default", token = api.tokens.Viewer } = {}) {
  const url = `${fillPath(apiPaths.activity, { workspace })}?${new URLSearchParams(query)}`
  const answer = await api.call("GET", url, { token })
  expect(answer).toMatchObject({ status: 200 })
  return page.parse(answer.body)
}
const names = ({ items }: { items: readonly ActivityView[] }) => items.map(({ target }) => target.name)

test("a change is told once, with how its operation ended", async () => {
  const { items } = await list({ endpoint: "main" })
  expect(items).toEqual([
    expect.objectContaining({
      action: "endpoint.create",
      actor: "operator@example.com (token login)",
      result: "Failed",
      traffic_revision: null,
      operation: expect.objectContaining({ error: { code: "X", message: "the disk is 100% full" } }),
    }),
  ])
})

test("what is done at once, and what an operation does on its way, are changes of their own; a test is none", async () => {
  const { db } = api.services
  const [{ workspace_id: workspaceId, id: endpointId } = { workspace_id: "", id: "" }] = await db.execute<{
    id: string
    workspace_id: string
  }>(sql`select id, workspace_id from endpoints where name = 'Main-2'`)
  const [{ id: operationId } = { id: "" }] = await db.execute<{ id: string }>(
    sql`select id from operations where target_name = 'Main-2'`,
  )
  const caller = { kind: "system" as const, id: "controller", name: "controller", actions: new Set<never>() }
  const ctx = { workspaceId, caller, clock: api.services.clock }
  const target = { targetType: "endpoint", targetId: endpointId, targetName: "Main-2" }
  await recordEvent(ctx, db, { ...target, action: "traffic.update", result: "Succeeded", operationId })
  await recordEvent(ctx, db, {
    action: "model.create",
    targetType: "model",
    targetId: "mod_1",
    targetName: "main:1",
    result: "Succeeded",
  })
  expect(names(await list())).toEqual(["main:1", "Main-2", "Main-2", "main"])
  expect(names(await list({ type: "model" }))).toEqual(["main:1"])
  expect(names(await list({ endpoint: "MAIN-2", type: "traffic" }))).toEqual(["Main-2"])
  await recordEvent(ctx, db, { ...target, action: "endpoint.test", result: "Succeeded" })
  expect(names(await list({ type: "endpoint" }))).toEqual(["Main-2", "main"])
  expect((await list()).items[0]?.action).toBe("model.create")
  expect((await list({ type: "test" })).items.map(({ action }) => action)).toEqual(["endpoint.test"])
})

test("a change of traffic names the revision that it made", async () => {
  const trafficUrl = fillPath(apiPaths.traffic, { workspace: "default", endpoint: "main" })
  for (const reason of ["first", "second"]) {
    const answer = await api.call("PUT", trafficUrl, { token: api.tokens.Admin, body: { traffic: {}, reason } })
    expect(answer).toMatchObject({ status: 202 })
  }
  const { items } = await list({ type: "traffic", endpoint: "main" })
  const [first = 0] = items.map(({ traffic_revision: number }) => number ?? 0).toReversed()
  expect(items.map(({ message, traffic_revision: number }) => [message, number])).toEqual([
    ["second", first + 1],
    ["first", first],
  ])
  expect(names(await list({ actor: "admin@example.com" }))).toEqual(["main", "main"])
  expect(names(await list({ actor: "admin@example.com (token login)" }))).toEqual(["main", "main"])
})

test("filters say exactly what they say: wildcards are characters, a name is no prefix", async () => {
  expect(names(await list({ result: "Failed" }))).toEqual(["main"])
  expect(names(await list({ q: "100% FULL" }))).toEqual(["main"])
  expect(names(await list({ q: "100_" }))).toEqual([])
  expect(names(await list({ endpoint: "mai" }))).toEqual([])
  expect(names(await list({ actor: "admin" }))).toEqual([])
})

test("pages follow each other without a gap, and another workspace sees none of it", async () => {
  const all = await list()
  const paged: ActivityView[] = []
  let cursor: string | null = null
  do {
    const one: z.infer<typeof page> = await list({ limit: "2", ...(cursor === null ? {} : { cursor }) })
    paged.push(...one.items)
    cursor = one.next_cursor
  } while (cursor !== null)
  expect(paged).toEqual(all.items)
  expect((await list({}, { workspace: "other", token: api.tokens.stranger })).items).toEqual([])
})
