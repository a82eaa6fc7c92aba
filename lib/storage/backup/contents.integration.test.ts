import { Writable } from "node:stream"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { openLane } from "../open-lane.ts"
import { copyOut } from "./copy-out.ts"
import { withoutForeignKeys } from "./foreign-keys.ts"
import { listSequences, listTables } from "./list-contents.ts"

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase({ isEmpty: true })
  for (const statement of [
    `create sequence "Odd ""name"""`,
    `create sequence unused`,
    `select nextval('"Odd ""name"""') from generate_series(1, 7)`,
    `create table hens (id int primary key, egg int, weight int generated always as (id * 2) stored, gone int)`,
    `alter table hens drop column gone`,
    `create table eggs (id int primary key, hen int not null references hens (id))`,
    `alter table hens add constraint hens_egg foreign key (egg) references eggs (id) on delete cascade`,
  ]) {
    await database.db.execute(sql.raw(statement))
  }
})
afterAll(() => database.drop())

test("only columns that have values of their own are listed, and sequences with where they stand", async () => {
  expect(await listTables(database.db)).toEqual([
    { name: "eggs", columns: ["id", "hen"] },
    { name: "hens", columns: ["id", "egg"] },
  ])
  expect(await database.db.transaction((tx) => listSequences(tx))).toEqual([
    { name: 'Odd "name"', lastValue: "7", isCalled: true },
    { name: "unused", lastValue: "1", isCalled: false },
  ])
})

test("tables that refer to each other can be filled in any order, and the references are checked in the end", async () => {
  const fill = (hen: number) =>
    database.db.transaction((tx) =>
      withoutForeignKeys(tx, async () => {
        await tx.execute(sql`insert into eggs values (${hen}, ${hen})`)
        await tx.execute(sql`insert into hens values (${hen}, ${hen === 2 ? 999 : hen})`)
      }),
    )
  await fill(1)
  await expect(fill(2)).rejects.toMatchObject({ cause: { code: "23503" } })
  const rules = await database.db.execute(sql`
    select conname, confdeltype from pg_constraint where contype = 'f' order by conname`)
  expect(Array.from(rules, (row): unknown => row)).toEqual([
    { conname: "eggs_hen_fkey", confdeltype: "a" },
    { conname: "hens_egg", confdeltype: "c" },
  ])
})

test("after a COPY to a slow reader the connection answers the next query", async () => {
  const lane = openLane(database.url, { applicationName: "slow" })
  let bytes = 0
  const slow = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      // Slower than the server by far: the driver's buffer is full when the last row comes.
      let turns = 50
      const wait = () => (--turns > 0 ? setImmediate(wait) : done())
      wait()
    },
  })
  await copyOut(lane, "copy (select repeat('x', 20000) from generate_series(1, 50)) to stdout", [slow])
  expect(bytes).toBe(50 * 20_001)
  expect(await lane.queryArrays("select 1")).toEqual([[1]])
  await lane.end()
})
