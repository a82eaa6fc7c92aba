import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test, vi } from "vitest"

import { homeAt } from "#lib/kernel/home.ts"
import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { close, connect } from "./client.ts"
import type { Database } from "./client.ts"
import { removeEmbedded, startEmbedded } from "./embedded/index.ts"
import { isDatabaseUnavailable } from "./pg-errors.ts"
import { transaction } from "./transaction.ts"

const PATIENCE = { timeout: 30_000, interval: 10 }
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await database.db.execute(sql`create table pairs (id text not null, half int not null)`)
})
afterAll(() => database.drop())

/** Cuts every connection of the pool named `name`, from the server's side. */
async function cutAll(name: string): Promise<void> {
  await database.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = ${name}`,
  )
}

async function countHalves(id: string): Promise<number> {
  const rows = await database.db.execute<{ halves: number }>(
    sql`select count(*)::int as halves from pairs where id = ${id}`,
  )
  return rows[0]?.halves ?? 0
}

test("a transaction whose connection is cut between two statements fails whole, and others are not touched", async () => {
  // One connection: the driver would run the rest of the cut transaction inside the next one.
  const db = connect(database.url, { max: 1, applicationName: "one" })
  const cut = transaction(db, async (tx) => {
    await tx.execute(sql`insert into pairs values ('cut', 1)`)
    await cutAll("one")
    await vi.waitFor(
      () =>
        tx.execute(sql`select 1`).then(
          () => Promise.reject(new Error("not yet")),
          () => undefined,
        ),
      PATIENCE,
    )
    await tx.execute(sql`insert into pairs values ('cut', 2)`)
  })
  const next = cut.then(
    () => undefined,
    () => transaction(db, (tx) => tx.execute(sql`insert into pairs values ('next', 1), ('next', 2)`)),
  )
  await expect(cut).rejects.toSatisfy(isDatabaseUnavailable)
  await next
  expect([await countHalves("cut"), await countHalves("next")]).toEqual([0, 2])
  await close(db)
})

test("a failed statement that is ignored cannot make a transaction look saved", async () => {
  const work = transaction(database.db, async (tx) => {
    await tx.execute(sql`insert into pairs values ('ignored', 1)`)
    await tx.execute(sql`insert into pairs values ('ignored', 1 / 0)`).catch(() => undefined)
  })
  await expect(work).rejects.toThrow("nothing of it was saved")
  expect(await countHalves("ignored")).toBe(0)
})

test("a statement that outlives its transaction is refused", async () => {
  const late = await transaction(database.db, async (tx) => () => tx.execute(sql`insert into pairs values ('late', 1)`))
  await expect(late()).rejects.toSatisfy(isDatabaseUnavailable)
  expect(await countHalves("late")).toBe(0)
})

test("more work than connections waits in line, and a statement that takes too long is ended", async () => {
  const db = connect(database.url, { max: 2, applicationName: "line", statementTimeoutMs: 200 })
  const rows = await Promise.all(
    Array.from({ length: 50 }, (_, index) => db.execute<{ n: number }>(sql`select ${index}::int as n`)),
  )
  expect(rows.map(([row]) => row?.n)).toEqual(Array.from({ length: 50 }, (_, index) => index))
  await expect(db.execute(sql`select pg_sleep(60)`)).rejects.toMatchObject({ cause: { code: "57014" } })
  await close(db)
})

test("closing a pool lets what runs finish and refuses what comes", async () => {
  const db = connect(database.url, { max: 1, applicationName: "closing" })
  const running = db.execute<{ n: number }>(sql`select 7 as n from pg_sleep(0.05)`).then(([row]) => row?.n)
  await vi.waitFor(async () => {
    const rows = await database.db.execute(sql`select 1 from pg_stat_activity where application_name = 'closing'`)
    expect(rows).toHaveLength(1)
  }, PATIENCE)
  await close(db)
  expect(await running).toBe(7)
  await expect(db.execute(sql`select 1`)).rejects.toSatisfy(isDatabaseUnavailable)
})

/** Writes pairs until told to stop, and remembers which ones were acknowledged and why others failed. */
async function writePairs(db: Database, worker: number, isOver: () => boolean, saved: string[], failures: unknown[]) {
  for (let n = 0; !isOver(); n++) {
    const id = `${worker}-${n}`
    try {
      await transaction(db, async (tx) => {
        await tx.execute(sql`insert into pairs values (${id}, 1)`)
        await transaction(tx, (savepoint) => savepoint.execute(sql`select 1`))
        // Time for a cut between statements, when nothing is on its way.
        await new Promise((resolve) => setImmediate(resolve))
        await tx.execute(sql`insert into pairs values (${id}, 2)`)
      })
      saved.push(id)
    } catch (error) {
      failures.push(error)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

test("through cuts and kill -9 of the server nothing acknowledged is lost, no half is saved, and nothing hangs", async () => {
  const home = homeAt(mkdtempSync(path.join(tmpdir(), `caudal-test-${process.pid}-`)))
  let server = await startEmbedded(home, { durability: "scratch" })
  const db = connect(server.url, { max: 6, applicationName: "storm" })
  let judge = connect(server.url, { max: 1, applicationName: "judge" })
  await db.execute(sql`create table pairs (id text not null, half int not null)`)
  const saved: string[] = []
  const failures: unknown[] = []
  let isOver = false
  const workers = Array.from({ length: 12 }, (_, worker) => writePairs(db, worker, () => isOver, saved, failures))
  for (let round = 0; round < 12; round++) {
    const before = saved.length
    await vi.waitFor(() => expect(saved.length).toBeGreaterThan(before + 20), PATIENCE)
    if (round % 4 === 3) {
      process.kill(server.pid, "SIGKILL")
      server = await startEmbedded(home, { durability: "scratch" })
      // Its connection died with the server, and it may not know yet.
      await close(judge)
      judge = connect(server.url, { max: 1, applicationName: "judge" })
    } else {
      await judge.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'storm' and random() < 0.7`,
      )
    }
  }
  isOver = true
  await Promise.all(workers)
  const rows = await judge.execute<{ id: string; halves: number }>(
    sql`select id, count(*)::int as halves from pairs group by id`,
  )
  expect(failures.filter((error) => !isDatabaseUnavailable(error))).toEqual([])
  expect(failures.length).toBeGreaterThan(10)
  expect(rows.filter(({ halves }) => halves !== 2)).toEqual([])
  const found = new Set(rows.map(({ id }) => id))
  expect(saved.filter((id) => !found.has(id))).toEqual([])
  await Promise.all([close(db), close(judge)])
  await removeEmbedded(home)
  rmSync(home.root, { recursive: true, force: true })
})
