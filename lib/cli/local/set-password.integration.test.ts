import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterAll, beforeAll, expect, test } from "vitest"

import { bootstrap, createAttemptLimiter, startSession } from "#lib/identity/index.ts"
import { systemClock } from "#lib/kernel/clock.ts"
import { inheritEnv } from "#lib/kernel/env.ts"
import { createTestDatabase } from "#lib/testing/index.ts"
import type { TestDatabase } from "#lib/testing/index.ts"

const PROGRAM = path.resolve(import.meta.dirname, "../../../bin/caudal")
const ana = { CAUDAL_ADMIN_EMAIL: "ana@example.org", CAUDAL_ADMIN_PASSWORD: "the lost one" }
let database: TestDatabase
let home: string

beforeAll(async () => {
  database = await createTestDatabase()
  home = mkdtempSync(path.join(tmpdir(), "caudal-lost-"))
  await bootstrap(database.db, ana)
})
afterAll(async () => {
  await database.drop()
  rmSync(home, { recursive: true, force: true })
})

async function caudal(args: readonly string[], { input = "", url = database.url } = {}) {
  const env = {
    ...inheritEnv(),
    CAUDAL_HOME: home,
    XDG_CONFIG_HOME: home,
    ...(url === "" ? {} : { DATABASE_URL: url }),
  }
  if (url === "") delete env["DATABASE_URL"]
  const child = spawn(process.execPath, [PROGRAM, "user", "set-password", ...args], { env })
  let said = ""
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
  return { code, said }
}

async function signIn(password: string) {
  const context = { db: database.db, clock: systemClock, limiter: createAttemptLimiter(), clientIp: "test" }
  return await startSession(context, { email: ana.CAUDAL_ADMIN_EMAIL, password, userAgent: "test" })
}

test("whoever owns the machine gives a person another password, and their sessions end", async () => {
  await signIn("the lost one")
  const { code, said } = await caudal(["ANA@example.org", "--password-stdin"], { input: "a new one that is kept\n" })
  expect([code, said]).toEqual([0, expect.stringContaining("ended sessions: 1")])
  expect(said).not.toContain("a new one")
  await expect(signIn("the lost one")).rejects.toMatchObject({ code: "identity.bad_credentials" })
  expect(await signIn("a new one that is kept")).toMatchObject({ email: "ana@example.org" })
})

test.each([
  ["a password that is too short", ["ana@example.org", "--password-stdin"], "short", "must have at least 8 characters"],
  ["a person who does not exist", ["bob@example.org", "--password-stdin"], "long enough", "identity.user_not_found"],
  ["what is no e-mail address", ["ana", "--password-stdin"], "long enough", "EMAIL must be an e-mail address"],
  ["no terminal to ask on", ["ana@example.org"], "", "use --password-stdin"],
])("%s is refused and said", async (_what, args, input, wanted) => {
  const { code, said } = await caudal(args, { input })
  expect([code !== 0, said]).toEqual([true, expect.stringContaining(wanted)])
})

test("a home without Caudal stays as it is", async () => {
  const { code, said } = await caudal(["ana@example.org", "--password-stdin"], { input: "long enough", url: "" })
  expect([code, said]).toEqual([1, expect.stringContaining("has no Caudal")])
  expect(existsSync(path.join(home, "postgres"))).toBe(false)
})
