import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { deploymentRevisions, endpoints } from "#drizzle/schema/index.ts"
import { INSTANCE_TYPES } from "#lib/compute/contract.ts"
import { contextOf } from "#lib/http/testing/context-of.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { instanceTypesView, onlineDeploymentInput, revisionView } from "./contract.ts"
import { listInstanceTypes } from "./list-instance-types.ts"
import { insertDeployment } from "./testing/insert-deployment.ts"

const workspace = "default"
const page = z.object({ items: z.array(revisionView), next_cursor: z.string().nullable() })
const urlOf = (deployment: string) =>
  fillPath(apiPaths.deploymentRevisions, { workspace, endpoint: "changed", deployment })

let api: ApiFixture

beforeAll(async () => {
  api = await createApiFixture()
  const { db } = api.services
  const { workspaceId } = await contextOf(api)
  const put = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "changed" })
  await api.call("PUT", put, { token: api.tokens.Operator, body: {} })
  const [row] = await db.select().from(endpoints).where(eq(endpoints.name, "changed"))
  const generations = { generation: 3, servingGeneration: 2, failedGeneration: 3 }
  const place = { workspaceId, endpointId: row?.id ?? "" }
  const id = await insertDeployment(db, { ...place, name: "blue", row: generations })
  const change = (generation: number, path: string, value: string) =>
    db
      .update(deploymentRevisions)
      .set({ spec: sql`jsonb_set(${deploymentRevisions.spec}, ${path}, ${value}::jsonb)` })
      .where(sql`${deploymentRevisions.deploymentId} = ${id} and ${deploymentRevisions.generation} = ${generation}`)
  await change(2, "{instanceCount}", "4")
  await change(3, "{instanceCount}", "4")
  await change(3, "{environmentVariables}", '{"WORKER_COUNT": "2"}')
  await change(3, "{readinessProbe,period}", "5")
})
afterAll(async () => await api.drop())

const call = (url: string, token: string | undefined = api.tokens.Viewer) => api.call("GET", url, { token })

test("revisions are listed newest first, each with what it changed and what became of it", async () => {
  const { items, next_cursor } = page.parse((await call(urlOf("BLUE"))).body)
  expect(next_cursor).toBeNull()
  expect(items).toMatchObject([
    {
      generation: 3,
      is_wanted: true,
      is_serving: false,
      is_failed: true,
      created_by: "test",
      changes: [
        { key: "environment_variables.WORKER_COUNT", before: null, after: "2" },
        { key: "readiness_probe.period", before: 10, after: 5 },
      ],
    },
    { generation: 2, is_serving: true, changes: [{ key: "instance_count", before: 1, after: 4 }] },
    { generation: 1, is_serving: false, is_failed: false, changes: null },
  ])
})

test("a revision's definition is what a deployment's file may say", async () => {
  const { items } = page.parse((await call(urlOf("blue"))).body)
  for (const { definition } of items) {
    expect(
      onlineDeploymentInput.safeParse({ ...definition, name: "green", endpoint_name: "changed" }).error,
    ).toBeUndefined()
  }
})

test("a page compares its last revision with the one that follows on the next page", async () => {
  const first = page.parse((await call(`${urlOf("blue")}?limit=2`)).body)
  expect(first.items.at(-1)).toMatchObject({ generation: 2, changes: [{ key: "instance_count" }] })
  const rest = page.parse((await call(`${urlOf("blue")}?limit=2&cursor=${first.next_cursor}`)).body)
  expect(rest).toMatchObject({ items: [{ generation: 1, changes: null }], next_cursor: null })
})

test("who may not see them, and what is not there", async () => {
  expect((await call(urlOf("blue"), api.tokens.stranger)).status).toBe(404)
  expect((await call(urlOf("missing"))).status).toBe(404)
  expect((await api.call("GET", urlOf("blue"))).status).toBe(401)
  expect((await call(`${urlOf("blue")}?limit=501`)).status).toBe(400)
})

test("all sizes are listed with what this machine gives of each", async () => {
  const answer = await call(fillPath(apiPaths.instanceTypes, { workspace }))
  const shown = instanceTypesView.parse(answer.body)
  expect(shown.items.map(({ name }) => name)).toEqual(INSTANCE_TYPES.map(({ name }) => name))
  const ctx = await contextOf(api, { role: "Viewer" })
  const small = listInstanceTypes(ctx, { vcpu: 2, memoryMib: 4096 })
  expect(small.host).toEqual({ vcpu: 2, memory_mib: 4096 })
  expect(small.items.find(({ name }) => name === "Standard_DS3_v2")).toMatchObject({
    vcpu: 4,
    memory_gib: 14,
    here: { vcpu: 2, memory_mib: 4096, is_clamped: true, warnings: [expect.any(String), expect.any(String)] },
  })
  expect(small.items.find(({ name }) => name === "Standard_F2s_v2")?.here).toMatchObject({ is_clamped: false })
})

test("a deployment shows what is otherwise than asked for in its file and in its environment", async () => {
  const { db } = api.services
  const [row] = await db.select().from(endpoints).where(eq(endpoints.name, "changed"))
  const place = { workspaceId: (await contextOf(api)).workspaceId, endpointId: row?.id ?? "" }
  const id = await insertDeployment(db, { ...place, name: "otherwise", spec: { warnings: ["of the file"] } })
  await db
    .update(deploymentRevisions)
    .set({ environmentWarnings: ["another patch of Python"] })
    .where(eq(deploymentRevisions.deploymentId, id))
  const url = fillPath(apiPaths.deployment, { workspace, endpoint: "changed", deployment: "otherwise" })
  expect((await call(url)).body).toMatchObject({ warnings: ["of the file", "another patch of Python"] })
})
