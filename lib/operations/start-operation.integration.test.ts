import { afterAll, beforeAll, expect, test } from "vitest"

import { events, operations, workspaces } from "#drizzle/schema/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { transaction } from "#lib/storage/index.ts"
import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { startOperation } from "./start-operation.ts"

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await database.db.insert(workspaces).values({ id: "ws_1", name: "one" })
})
afterAll(() => database.drop())

test("of requests that come at once under one Idempotency-Key one is carried out, the others are told so", async () => {
  const refuse = () => {
    throw new Error("Nothing is sealed here.")
  }
  const ctx: Context = {
    db: database.db,
    clock: { nowMs: () => Date.UTC(2026, 0, 1) },
    workspaceId: "ws_1",
    caller: { kind: "user", id: "usr_1", name: "ana", actions: new Set() },
    vault: { seal: refuse, unseal: refuse },
    idempotency: { key: "once", fingerprint: "f" },
  }
  const target = { targetType: "endpoint", targetId: "end_1", targetName: "endpoint" } as const
  const results = await Promise.allSettled(
    Array.from({ length: 5 }, () =>
      transaction(database.db, (tx) => startOperation(ctx, tx, { kind: "endpoint.update", ...target })),
    ),
  )
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  for (const result of results) {
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({ code: "operations.duplicate_key", status: 409 })
  }
  expect(await database.db.select().from(operations)).toHaveLength(1)
  expect(await database.db.select().from(events)).toHaveLength(1)
})
