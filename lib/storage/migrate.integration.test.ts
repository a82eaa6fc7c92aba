import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { migrate } from "./migrate.ts"

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase({ isEmpty: true })
})
afterAll(() => database.drop())

test("processes that migrate at once all succeed, and each migration is applied once", async () => {
  await Promise.all(Array.from({ length: 6 }, () => migrate(database.url)))
  const rows = await database.db.execute<{ total: number; distinct: number }>(
    sql`select count(*)::int as total, count(distinct hash)::int as distinct from drizzle.__drizzle_migrations`,
  )
  expect(rows[0]?.total).toBeGreaterThan(0)
  expect(rows[0]?.total).toBe(rows[0]?.distinct)
  const tables = await database.db.execute(
    sql`select to_regclass('leadership') as name where to_regclass('leadership') is not null`,
  )
  expect(tables).toHaveLength(1)
})

test("a database that a newer Caudal migrated is refused and stays as it is", async () => {
  await database.db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', 99999999999999)`,
  )
  await expect(migrate(database.url)).rejects.toMatchObject({ code: "storage.database_newer" })
  await expect(migrate(database.url)).rejects.toThrow(/1 migration\(s\) that this version of Caudal does not know/)
})
