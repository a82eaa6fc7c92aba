import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"

import { parseMasterKey } from "#lib/auth/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

import {
  bootstrap,
  completeSetup,
  createAttemptLimiter,
  createSessionCache,
  ensureInstallation,
  issueLocalCliToken,
  revokeToken,
  startSession,
  verifyToken,
} from "./index.ts"
import { SESSION_CACHE_MS } from "./session-cache.ts"

const key = parseMasterKey(Buffer.alloc(32, 3).toString("base64"), "test")
const START_MS = Date.parse("2030-01-01T00:00:00Z")
let database: TestDatabase
let folder: string
let nowMs = START_MS
const clock = { nowMs: () => nowMs }

beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(path.join(tmpdir(), "caudal-identity-"))
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

test("a database that was sealed under another master key is refused", async () => {
  const { db } = database
  const { installationId } = await ensureInstallation(db, key)
  expect(await ensureInstallation(db, key)).toEqual({ installationId })
  const other = parseMasterKey(Buffer.alloc(32, 4).toString("base64"), "test")
  await expect(ensureInstallation(db, other)).rejects.toMatchObject({ code: "auth.master_key_mismatch" })
})

test("the set-up link ends after a day, a new start replaces it, and it makes one owner only", async () => {
  const { db } = database
  const first = await bootstrap(db, {}, clock)
  const { setupToken } = await bootstrap(db, {}, clock)
  const input = { email: "ana@example.com", password: "long enough", name: "Ana" }
  const complete = (token: string | null) => completeSetup({ db, clock }, { ...input, token: token ?? "" })
  await expect(complete(first.setupToken)).rejects.toMatchObject({ code: "identity.setup_invalid" })
  nowMs += 25 * 3600 * 1000
  await expect(complete(setupToken)).rejects.toMatchObject({ code: "identity.setup_invalid" })
  const { setupToken: fresh } = await bootstrap(db, {}, clock)
  expect(await complete(fresh)).toMatchObject({ email: "ana@example.com", is_owner: true })
  await expect(complete(fresh)).rejects.toMatchObject({ code: "identity.setup_invalid" })
  expect(await bootstrap(db, {}, clock)).toEqual({ setupToken: null })
  const events = await db.execute(sql`select actor, action, target_name from events order by id`)
  expect(events.map((event) => Object.values(event).join(" "))).toEqual([
    "launcher workspace.create default",
    "ana@example.com member.set ana@example.com",
  ])
})

test("the local CLI's token is kept while it works, replaced once revoked, and readable by its user alone", async () => {
  const { db } = database
  const home = homeAt(path.join(folder, "home"))
  await issueLocalCliToken(db, home, clock)
  const read = () => readFileSync(home.cliTokenFile, "utf8").trim()
  const first = read()
  expect(statSync(home.cliTokenFile).mode & 0o777).toBe(0o600)
  await issueLocalCliToken(db, home, clock)
  expect(read()).toBe(first)
  const identity = await verifyToken({ db, clock }, first)
  expect(identity).toMatchObject({ isOwner: true, token: { name: "local CLI" } })
  if (!identity?.token) throw new Error("the token works")
  await revokeToken({ db, clock, identity }, identity.token.id)
  await issueLocalCliToken(db, home, clock)
  expect(read()).not.toBe(first)
  const events = await db.execute(sql`select actor, action from events where target_name = 'local CLI' order by id`)
  expect(events.map(({ actor, action }) => `${String(actor)} ${String(action)}`)).toEqual([
    "launcher token.create",
    "local-cli@caudal.invalid (token local CLI) token.revoke",
    "launcher token.create",
  ])
  chmodSync(home.cliTokenFile, 0o600)
  expect(await verifyToken({ db, clock }, first)).toBeNull()
})

test("a session ends at once here, within ten seconds elsewhere, and by itself in the end", async () => {
  const { db } = database
  const context = { db, clock, limiter: createAttemptLimiter(), clientIp: "127.0.0.1" }
  const input = { email: "ANA@example.com", password: "long enough", userAgent: "test" }
  const { sessionId } = await startSession(context, input)
  const here = createSessionCache({ db, clock })
  const elsewhere = createSessionCache({ db, clock })
  expect(await here.find(sessionId)).toMatchObject({ email: "ana@example.com" })
  expect(await elsewhere.find(sessionId)).not.toBeNull()
  await here.end(sessionId)
  expect(await here.find(sessionId)).toBeNull()
  expect(await elsewhere.find(sessionId)).not.toBeNull()
  nowMs += SESSION_CACHE_MS
  expect(await elsewhere.find(sessionId)).toBeNull()
  const { sessionId: second } = await startSession(context, input)
  expect(await here.find(second)).not.toBeNull()
  nowMs += 15 * 24 * 3600 * 1000
  expect(await here.find(second)).toBeNull()
})
