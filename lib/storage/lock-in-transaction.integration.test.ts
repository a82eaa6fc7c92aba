import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { close, connect } from "./client.ts"
import { lockInTransaction } from "./lock-in-transaction.ts"
import { transaction } from "./transaction.ts"

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await database.db.execute(sql`create sequence version_seq`)
  await database.db.execute(sql`create table versions (version bigint primary key, writer int not null)`)
  await database.db.execute(sql`create table accounts (id int primary key, amount int not null)`)
  await database.db.execute(sql`insert into accounts values (1, 0), (2, 0)`)
})
afterAll(() => database.drop())

test("versions dealt under one lock become visible in their order: a reader never skips one", async () => {
  let isWriting = true
  const write = async (writer: number) => {
    for (let i = 0; i < 40; i++) {
      await transaction(database.db, async (tx) => {
        await lockInTransaction(tx, "versions")
        await tx.execute(sql`insert into versions select nextval('version_seq'), ${writer}`)
        // Long enough for the others to overtake, if they could.
        await tx.execute(sql`select pg_sleep(random() * 0.003)`)
      })
    }
  }
  const reader = connect(database.url, { max: 1, applicationName: "reader" })
  const seen: number[] = []
  const read = async () => {
    for (let isLast = false; !isLast;) {
      isLast = !isWriting
      const rows = await reader.execute<{ version: number }>(
        sql`select version::int as version from versions where version > ${seen.at(-1) ?? 0} order by version`,
      )
      seen.push(...rows.map(({ version }) => version))
    }
  }
  const reading = read()
  await Promise.all([1, 2, 3, 4].map(write))
  isWriting = false
  await reading
  await close(reader)
  expect(seen).toEqual(Array.from({ length: 160 }, (_, index) => index + 1))
})

test("transactions that block each other both commit in the end", async () => {
  let met = 0
  const both = Promise.withResolvers<void>()
  const move = (first: number, second: number) =>
    transaction(database.db, async (tx) => {
      await tx.execute(sql`update accounts set amount = amount + 1 where id = ${first}`)
      if (++met === 2) both.resolve()
      await both.promise
      await tx.execute(sql`update accounts set amount = amount + 1 where id = ${second}`)
    })
  await Promise.all([move(1, 2), move(2, 1)])
  expect(met).toBeGreaterThan(2)
  const rows = await database.db.execute<{ amount: number }>(sql`select amount from accounts order by id`)
  expect(rows.map(({ amount }) => amount)).toEqual([2, 2])
})

test("serializable transactions that conflict are run again", async () => {
  const add = () =>
    transaction(
      database.db,
      async (tx) => {
        const rows = await tx.execute<{ sum: number }>(sql`select sum(amount)::int as sum from accounts`)
        await tx.execute(sql`update accounts set amount = ${(rows[0]?.sum ?? 0) + 1} where id = 1`)
        await tx.execute(sql`update accounts set amount = 0 where id = 2`)
      },
      { isolation: "serializable" },
    )
  await Promise.all([add(), add(), add()])
  const rows = await database.db.execute<{ sum: number }>(sql`select sum(amount)::int as sum from accounts`)
  expect(rows[0]?.sum).toBe(7)
})

test("an inner transaction that fails takes back its own writes only", async () => {
  await transaction(database.db, async (tx) => {
    await tx.execute(sql`insert into versions values (1001, 0)`)
    const inner = transaction(tx, async (savepoint) => {
      await savepoint.execute(sql`insert into versions values (1002, 0)`)
      throw new Error("taken back")
    })
    await expect(inner).rejects.toThrow("taken back")
  })
  const rows = await database.db.execute<{ version: number }>(
    sql`select version::int as version from versions where version > 1000`,
  )
  expect(rows.map(({ version }) => version)).toEqual([1001])
})
