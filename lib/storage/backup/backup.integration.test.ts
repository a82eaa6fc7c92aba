import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"

import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import type { Database } from "../client.ts"
import { dumpDatabase } from "./dump-database.ts"
import { listTables } from "./list-contents.ts"
import { manifestFile, readManifest } from "./manifest.ts"
import { restoreDatabase } from "./restore-database.ts"

/** Values that break naive formats: separators, quotes, escapes, NULL's own spelling, nothing, and wide characters. */
const NASTY = [
  "tab\there",
  "line\nbreak\r\n",
  "back\\slash \\N \\.",
  "quote \" and '",
  "",
  "ñ 漢字 🌊",
  "a".repeat(200_000),
]

let source: TestDatabase
let target: TestDatabase
let folder: string

/** Rows in tables of the real schema, and a sequence, and two tables that refer to each other. */
async function fillSource({ db }: TestDatabase): Promise<void> {
  for (const [index, text] of NASTY.entries()) {
    await db.execute(sql`insert into leadership (name, epoch, holder) values (${`leader ${index}`}, ${index}, ${text})`)
  }
  const route = JSON.stringify({ text: "é\n\t\\", nested: [1, null, { deep: true }] })
  await db.execute(
    sql`insert into routes (endpoint_id, version, route) values ('end_1', 9007199254740991, ${route}::jsonb), ('end_2', 2, null)`,
  )
}

async function contents(db: Database): Promise<Record<string, unknown>> {
  const tables = await listTables(db)
  const all = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await db.execute(sql`select to_jsonb(t)::text as row from ${sql.identifier(name)} t order by 1`)
      return [name, Array.from(rows, (row): unknown => row)]
    }),
  )
  return Object.fromEntries(all)
}

beforeAll(async () => {
  source = await createTestDatabase()
  await fillSource(source)
})
afterAll(() => source.drop())
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "caudal-dump-"))
  target = await createTestDatabase()
})
afterEach(async () => {
  await target.drop()
  rmSync(folder, { recursive: true, force: true })
})

test("a restored database has every table, row and value of the dumped one", async () => {
  const manifest = await dumpDatabase(source.url, folder)
  expect(manifest.tables.map(({ name }) => name)).toEqual((await listTables(source.db)).map(({ name }) => name))
  await restoreDatabase(target.url, folder)
  expect(await contents(target.db)).toEqual(await contents(source.db))
  for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
})

test("a dump shows one moment: what is written while it runs is in it whole or not at all", async () => {
  const busy = await createTestDatabase()
  let isOver = false
  const writing = (async () => {
    for (let n = 0; !isOver; n++) {
      // The first and the last table that a dump reads must agree.
      await busy.db.transaction(async (tx) => {
        await tx.execute(sql`insert into leadership (name, epoch, holder) values (${`pair ${n}`}, ${n}, 'w')`)
        await tx.execute(sql`insert into routes (endpoint_id, version) values (${`pair ${n}`}, ${n})`)
      })
    }
  })()
  const manifest = await dumpDatabase(busy.url, folder)
  isOver = true
  await writing
  const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]))
  expect(rows["leadership"]).toBe(rows["routes"])
  await busy.drop()
})

test("tables far larger than any buffer come back whole", async () => {
  const large = await createTestDatabase()
  await large.db.execute(sql`
    insert into routes (endpoint_id, version, route)
    select 'end_' || n, n, jsonb_build_object('text', repeat(md5(n::text), 100)) from generate_series(1, 5000) n`)
  const manifest = await dumpDatabase(large.url, folder)
  expect(manifest.tables.find(({ name }) => name === "routes")?.rows).toBe(5000)
  await restoreDatabase(target.url, folder)
  const digest = sql`select count(*)::int as rows, md5(string_agg(t::text, '' order by version)) as digest from routes t`
  expect((await target.db.execute(digest))[0]).toEqual((await large.db.execute(digest))[0])
  await large.drop()
})

test("a database in use is not overwritten", async () => {
  await dumpDatabase(source.url, folder)
  await target.db.execute(sql`insert into leadership (name, epoch, holder) values ('mine', 1, 'me')`)
  await expect(restoreDatabase(target.url, folder)).rejects.toMatchObject({ code: "storage.restore_target_not_empty" })
  const rows = await target.db.execute(sql`select name from leadership`)
  expect(rows[0]).toEqual({ name: "mine" })
})

test("a damaged, incomplete or newer dump is refused and leaves no row behind", async () => {
  const manifest = await dumpDatabase(source.url, folder)
  const file = path.join(folder, manifest.tables.find(({ name }) => name === "routes")?.file ?? "")
  const good = readFileSync(file)
  const refused = async () => {
    await expect(restoreDatabase(target.url, folder)).rejects.toMatchObject({ code: "storage.backup_unusable" })
    const tables = await contents(target.db)
    expect(Object.values(tables).flat()).toEqual([])
  }
  writeFileSync(file, good.subarray(0, good.length / 2))
  await refused()
  writeFileSync(file, readFileSync(path.join(folder, manifest.tables[0]?.file ?? "")))
  await refused()
  unlinkSync(file)
  await refused()
  writeFileSync(file, good)
  writeFileSync(
    manifestFile(folder),
    JSON.stringify({ ...manifest, migrations: [...manifest.migrations, 99_999_999_999_999] }),
  )
  await refused()
  writeFileSync(
    manifestFile(folder),
    JSON.stringify({ ...manifest, tables: [{ name: "routes", file: "../../etc/passwd" }] }),
  )
  await refused()
  unlinkSync(manifestFile(folder))
  expect(() => readManifest(folder)).toThrow("no complete dump")

  writeFileSync(manifestFile(folder), JSON.stringify(manifest))
  await restoreDatabase(target.url, folder)
  expect(await contents(target.db)).toEqual(await contents(source.db))
})

test("a dump never mixes with the files of another", async () => {
  await dumpDatabase(source.url, folder)
  await expect(dumpDatabase(source.url, folder)).rejects.toMatchObject({ code: "storage.backup_unusable" })
})
