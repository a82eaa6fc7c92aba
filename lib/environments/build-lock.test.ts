import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test } from "vitest"

import { takeBuildLock } from "./build-lock.ts"

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "caudal-lock-"))
  file = path.join(folder, "hash.lock")
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test("a note that cannot be written, as on a full disk, ends neither the build nor this process", async () => {
  const lock = await takeBuildLock(file, AbortSignal.timeout(10_000))
  rmSync(file)
  mkdirSync(file)
  lock.watch(process.pid)
  // A rejection that nobody handles would be reported, and fail the run, within this turn of the loop.
  await new Promise((resolve) => setTimeout(resolve, 100))
  rmSync(file, { recursive: true })
  await lock.release()
  expect(existsSync(file)).toBe(false)
})

test("a lock that cannot be written is refused instead of tried for ever", async () => {
  const nowhere = path.join(folder, "no/such/folder.lock")
  await expect(takeBuildLock(nowhere, AbortSignal.timeout(10_000))).rejects.toMatchObject({ code: "ENOENT" })
})

test("who gave up takes no lock", async () => {
  await expect(takeBuildLock(file, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" })
  expect(existsSync(file)).toBe(false)
})

test("a lock of an earlier boot, or one written half, is held by nobody", async () => {
  const signal = AbortSignal.timeout(10_000)
  const first = await takeBuildLock(file, signal)
  const text = readFileSync(file, "utf8")
  await expect(takeBuildLock(file, AbortSignal.timeout(10))).rejects.toMatchObject({ name: "AbortError" })
  await first.release()
  for (const stale of [text.replace(/"bootId":"[^"]*"/, '"bootId":"earlier"'), text.slice(0, 10), ""]) {
    writeFileSync(file, stale)
    const lock = await takeBuildLock(file, signal)
    await lock.release()
  }
})
