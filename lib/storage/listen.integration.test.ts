import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test, vi } from "vitest"

import { homeAt } from "#lib/kernel/home.ts"
import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import { close, connect } from "./client.ts"
import { removeEmbedded, startEmbedded, stopEmbedded } from "./embedded/index.ts"
import { listen } from "./listen.ts"
import { notify } from "./notify.ts"
import { transaction } from "./transaction.ts"

const PATIENCE = { timeout: 30_000, interval: 10 }
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test("a notification arrives when its transaction commits, and not when it is rolled back", async () => {
  const heard: string[] = []
  let connects = 0
  const listener = listen(
    database.url,
    "news",
    (payload) => heard.push(payload),
    () => connects++,
  )
  await vi.waitFor(() => expect(connects).toBe(1), PATIENCE)
  const rolledBack = transaction(database.db, async (tx) => {
    await notify(tx, "news", "never")
    throw new Error("rolled back")
  })
  await expect(rolledBack).rejects.toThrow("rolled back")
  await transaction(database.db, (tx) => notify(tx, "news", "7"))
  await vi.waitFor(() => expect(heard).toEqual(["7"]), PATIENCE)
  await listener.close()
})

test("a listener whose connection is cut connects again, says so, and hears again", async () => {
  const heard: string[] = []
  let connects = 0
  const listener = listen(
    database.url,
    "cut",
    (payload) => heard.push(payload),
    () => connects++,
  )
  for (let round = 1; round <= 3; round++) {
    await vi.waitFor(() => expect(connects).toBe(round), PATIENCE)
    await notify(database.db, "cut", `round ${round}`)
    await vi.waitFor(() => expect(heard).toContain(`round ${round}`), PATIENCE)
    await database.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'caudal listen cut'`,
    )
  }
  await listener.close()
})

test("a callback that throws does not end the subscription", async () => {
  const heard: string[] = []
  let connects = 0
  const listener = listen(
    database.url,
    "faulty",
    (payload) => {
      heard.push(payload)
      throw new Error("a faulty callback")
    },
    () => connects++,
  )
  await vi.waitFor(() => expect(connects).toBe(1), PATIENCE)
  await notify(database.db, "faulty", "1")
  await notify(database.db, "faulty", "2")
  await vi.waitFor(() => expect(heard).toEqual(["1", "2"]), PATIENCE)
  await listener.close()
})

test("a payload that is too long is refused before it reaches the server", async () => {
  await expect(notify(database.db, "news", "é".repeat(4000))).rejects.toMatchObject({ code: "storage.notify_too_long" })
})

test("listeners and pools begin before the server does, and live through its kill -9 and its stop", async () => {
  const home = homeAt(mkdtempSync(path.join(tmpdir(), `caudal-test-${process.pid}-`)))
  const first = await startEmbedded(home, { durability: "scratch" })
  await stopEmbedded(home)
  const heard: string[] = []
  let connects = 0
  const listener = listen(
    first.url,
    "restart",
    (payload) => heard.push(payload),
    () => connects++,
  )
  const db = connect(first.url, { applicationName: "caudal test" })
  for (let round = 1; round <= 3; round++) {
    const server = await startEmbedded(home, { durability: "scratch" })
    await vi.waitFor(() => expect(connects).toBe(round), PATIENCE)
    await notify(db, "restart", `round ${round}`)
    await vi.waitFor(() => expect(heard.at(-1)).toBe(`round ${round}`), PATIENCE)
    if (round === 1) process.kill(server.pid, "SIGKILL")
    else await stopEmbedded(home)
  }
  await listener.close()
  await close(db)
  await removeEmbedded(home)
  rmSync(home.root, { recursive: true, force: true })
})
