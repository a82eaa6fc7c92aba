import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"

import { afterEach, beforeEach, expect, test } from "vitest"

import { inheritEnv } from "#lib/kernel/env.ts"

import type { Place } from "./place.ts"
import { withStartLock } from "./start-lock.ts"

const HOLD = `
  const { withStartLock } = await import(${JSON.stringify(new URL("start-lock.ts", import.meta.url).href)})
  await withStartLock({ base: process.argv[1] }, async () => {
    process.stdout.write("held")
    await new Promise((resolve) => setTimeout(resolve, 60_000))
  })`
let place: Place
let holder: ChildProcess | undefined

beforeEach(() => {
  const base = mkdtempSync(path.join(tmpdir(), "caudal-lock-"))
  const inside = (name: string) => path.join(base, name)
  place = {
    base,
    data: inside("data"),
    sockets: inside("socket"),
    passwordFile: inside("password"),
    logFile: inside("log"),
    account: undefined,
  }
})
afterEach(() => {
  holder?.kill("SIGKILL")
  rmSync(place.base, { recursive: true })
})

async function holdElsewhere(env: Record<string, string> = {}): Promise<ChildProcess> {
  holder = spawn(process.execPath, ["--input-type=module", "--eval", HOLD, place.base], {
    env: { ...inheritEnv(), ...env },
    stdio: ["ignore", "pipe", "inherit"],
  })
  if (holder.stdout) await once(holder.stdout, "data")
  return holder
}

test("starts and stops of one server come one after the other, in one process too", async () => {
  let running = 0
  const work = async () => {
    running++
    await delay(20)
    expect(running).toBe(1)
    running--
  }
  await Promise.all(Array.from({ length: 5 }, () => withStartLock(place, work)))
})

test("a lock that stays taken ends the wait with words that name the file, whatever the holder's TMPDIR", async () => {
  await holdElsewhere({ TMPDIR: place.base })
  await expect(withStartLock(place, async () => "mine", { waitMs: 200 })).rejects.toMatchObject({
    code: "storage.embedded_unavailable",
    message: expect.stringContaining(path.join(place.base, "start.lock")),
  })
})

test("kill -9 of the holder frees the lock at once, and nobody else can open it", async () => {
  const other = await holdElsewhere()
  const waiting = withStartLock(place, async () => "mine")
  other.kill("SIGKILL")
  expect(await waiting).toBe("mine")
  expect(statSync(path.join(place.base, "start.lock")).mode & 0o777).toBe(0o600)
})
