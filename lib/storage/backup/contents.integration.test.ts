import { createWriteStream } from "node:fs"
import { PassThrough } from "node:stream"
import { createGzip } from "node:zlib"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { openLane } from "../open-lane.ts"
import { hashing } from "./count-and-hash.ts"
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
  // Whether the connection is paused when the last row comes hangs on where its packets end; some of these hit it.
  for (let rows = 2000; rows < 2060; rows++) {
    const { stream, digest } = hashing()
    const copy = `copy (select repeat('x', 985) || n from generate_series(1, ${rows}) n) to stdout`
    await copyOut(lane, copy, [new PassThrough(), createGzip({ level: 1 }), stream, createWriteStream("/dev/null")])
    expect(digest()).toHaveLength(64)
    expect(await lane.queryArrays("select 1")).toEqual([[1]])
  }
  await lane.end()
})
