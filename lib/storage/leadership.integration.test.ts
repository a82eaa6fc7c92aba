import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { acquireLeadership } from "./leadership.ts"
import { requireEpoch } from "./require-epoch.ts"
import { transaction } from "./transaction.ts"

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** Ends the server's side of the leader's connection, as a failing network or server would. */
async function killLeader(name: string): Promise<void> {
  await database.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = ${`caudal leader ${name}`}
           and pid in (select pid from pg_locks where locktype = 'advisory' and granted)`,
  )
}

test("one leads at a time, and a release hands over to one that waits, with a greater epoch", async () => {
  const first = await acquireLeadership(database.url, "release", { holder: "a" })
  let isSecondLeading = false
  const second = acquireLeadership(database.url, "release", { holder: "b" }).then((leadership) => {
    isSecondLeading = true
    return leadership
  })
  await transaction(database.db, (tx) => requireEpoch(tx, "release", first.epoch))
  expect(isSecondLeading).toBe(false)
  await first.release()
  const successor = await second
  expect(successor.epoch).toBe(first.epoch + 1)
  const rows = await database.db.execute(sql`select holder from leadership where name = 'release'`)
  expect(rows[0]).toEqual({ holder: "b" })
  await successor.release()
})

test("a leader whose connection is cut is told, is followed, and cannot act with its old epoch", async () => {
  const old = await acquireLeadership(database.url, "cut")
  const next = acquireLeadership(database.url, "cut")
  await killLeader("cut")
  await old.lost
  const leader = await next
  const act = (epoch: number) =>
    transaction(database.db, async (tx) => {
      await requireEpoch(tx, "cut", epoch)
      await tx.execute(sql`insert into leadership (name, epoch, holder) values (${`effect of ${epoch}`}, 0, 'test')`)
    })
  await expect(act(old.epoch)).rejects.toMatchObject({ code: "storage.leadership_lost" })
  await act(leader.epoch)
  const rows = await database.db.execute<{ name: string }>(
    sql`select name from leadership where name like 'effect of %'`,
  )
  expect(rows.map(({ name }) => name)).toEqual([`effect of ${leader.epoch}`])
  await leader.release()
})

test("nobody takes over between a leader's check and its commit", async () => {
  const old = await acquireLeadership(database.url, "fence")
  const order: string[] = []
  let next: ReturnType<typeof acquireLeadership> | undefined
  await transaction(database.db, async (tx) => {
    await requireEpoch(tx, "fence", old.epoch)
    await old.release()
    next = acquireLeadership(database.url, "fence").then((leadership) => {
      order.push("next leads")
      return leadership
    })
    // The next one has the lock already and waits for this transaction.
    for (let waiting = 0; waiting === 0;) {
      const rows = await database.db.execute<{ waiting: number }>(
        sql`select count(*)::int as waiting from pg_stat_activity
             where datname = current_database() and application_name = 'caudal leader fence' and wait_event_type = 'Lock'`,
      )
      waiting = rows[0]?.waiting ?? 0
    }
    order.push("old commits")
  })
  const leader = await next
  expect(order).toEqual(["old commits", "next leads"])
  await leader?.release()
})

test("waiting for leadership can be ended", async () => {
  const leader = await acquireLeadership(database.url, "abort")
  const stop = new AbortController()
  const waiting = acquireLeadership(database.url, "abort", { signal: stop.signal })
  stop.abort(new Error("shutting down"))
  await expect(waiting).rejects.toThrow("shutting down")
  await leader.release()
})
