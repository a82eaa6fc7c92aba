import { eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { deployments, endpoints, operations, workspaces } from "#drizzle/schema/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { cancelOperation } from "./cancel-operation.ts"
import { listDeploymentRows } from "./queries.ts"

let database: TestDatabase
let ctx: Context

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  const refuse = () => {
    throw new Error("Nothing is sealed here.")
  }
  ctx = {
    db,
    clock: { nowMs: () => Date.UTC(2026, 0, 1) },
    workspaceId: "ws_1",
    caller: { kind: "user", id: "usr_1", name: "ana", actions: new Set(["operations/cancel"]) },
    vault: { seal: refuse, unseal: refuse },
  }
  await db.insert(workspaces).values({ id: "ws_1", name: "one" })
  await db.insert(endpoints).values({
    id: "end_1",
    workspaceId: "ws_1",
    kind: "online",
    name: "endpoint",
    authMode: "key",
    publicNetworkAccess: "enabled",
    provisioningState: "Succeeded",
    createdBy: "test",
  })
})
afterAll(() => database.drop())

async function addDeployment(name: string, changes: Partial<typeof deployments.$inferInsert> = {}): Promise<string> {
  const id = `dep_${name}`
  await database.db.insert(deployments).values({
    id,
    workspaceId: "ws_1",
    endpointId: "end_1",
    name,
    generation: 2,
    provisioningState: "Updating",
    health: "Healthy",
    createdBy: "test",
    ...changes,
  })
  return id
}

async function addUpdate(targetId: string, generation: number): Promise<string> {
  const id = `op_${targetId}_${generation}`
  await database.db.insert(operations).values({
    id,
    workspaceId: "ws_1",
    kind: "deployment.update",
    targetType: "deployment",
    targetId,
    targetName: `endpoint/${targetId}`,
    generation,
    status: "InProgress",
    createdBy: "test",
  })
  return id
}

const rowOf = async (id: string) => (await database.db.select().from(deployments).where(eq(deployments.id, id)))[0]
const statusOf = async (id: string) =>
  (await database.db.select().from(operations).where(eq(operations.id, id)))[0]?.status

test("a canceled update says who canceled it, and its generation is not tried again", async () => {
  const id = await addDeployment("blue", { servingGeneration: 1 })
  const operation = await cancelOperation(ctx, await addUpdate(id, 2))
  expect(operation).toMatchObject({ status: "Canceled", error: { message: "ana canceled the change." } })
  expect(await rowOf(id)).toMatchObject({ failedGeneration: 2, servingGeneration: 1, provisioningState: "Canceled" })
})

test("canceling an operation that a newer one is about to replace leaves the newer one alone", async () => {
  const id = await addDeployment("green", { generation: 3, servingGeneration: 1 })
  const [older, newer] = [await addUpdate(id, 2), await addUpdate(id, 3)]
  await expect(cancelOperation(ctx, older)).rejects.toMatchObject({ code: "operations.settled" })
  expect(await statusOf(newer)).toBe("InProgress")
  expect(await rowOf(id)).toMatchObject({ failedGeneration: null, provisioningState: "Updating" })
})

test("what serves already cannot be canceled, although a gateway has not heard of it yet", async () => {
  const id = await addDeployment("red", { servingGeneration: 2 })
  const operation = await addUpdate(id, 2)
  await expect(cancelOperation(ctx, operation)).rejects.toMatchObject({ code: "operations.settled" })
  expect(await statusOf(operation)).toBe("InProgress")
  expect(await rowOf(id)).toMatchObject({ failedGeneration: null, servingGeneration: 2 })
})

test("deployments are listed in the order that their cursor compares by, whatever the database's language", async () => {
  for (const name of ["Zebra", "apple", "a-pple"]) await addDeployment(name)
  const names = (await listDeploymentRows(database.db, "ws_1", "end_1")).map(({ name }) => name)
  expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
})
