import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import type { Server } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout as delay } from "node:timers/promises"

import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { z } from "zod"

import { inheritEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { becomeLauncher, findLauncher, resignLauncher } from "#lib/launcher/index.ts"

/** Starts that come too early or are given up early. The port that each of them needs is taken, so none gets far. */

const PATIENCE = { timeout: 30_000, interval: 10 }
let home: Home
let taken: Server
let port: number

beforeEach(async () => {
  home = homeAt(mkdtempSync(path.join(tmpdir(), "caudal-start-")))
  taken = createServer().listen(0, "127.0.0.1")
  await once(taken, "listening")
  port = z.object({ port: z.int() }).parse(taken.address()).port
})
afterEach(() => {
  taken.close()
  for (const folder of [home.root, home.sockets]) rmSync(folder, { recursive: true, force: true })
})

function start() {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "start.ts")], {
    env: { ...inheritEnv(), CAUDAL_HOME: home.root, PORT: String(port), CAUDAL_GATEWAY_PORT: "0", DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let said = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()))
  return { child, said: () => said, ended: once(child, "close") }
}

/** A stop waits for the lock of the embedded PostgreSQL: whoever has it holds the stop up. */
function holdUpStops(): { release(): void } {
  mkdirSync(home.postgres)
  const held = new DatabaseSync(path.join(home.postgres, "start.lock"))
  held.exec("BEGIN EXCLUSIVE")
  return { release: () => held.close() }
}

test("a start that is given up while it waits for a port leaves no keeper; the next one waits for its end", async () => {
  const stops = holdUpStops()
  const first = start()
  await vi.waitFor(async () => expect(await findLauncher(home)).not.toBeNull(), PATIENCE)
  first.child.kill("SIGTERM")
  await vi.waitFor(async () => expect(await findLauncher(home)).toMatchObject({ busyWith: "a stop" }), PATIENCE)
  taken.close()
  const second = start()
  await vi.waitFor(() => expect(second.said()).toContain(`a stop (process ${first.child.pid})`), PATIENCE)
  // More than the start's own looks at its port take, and a keeper's start.
  await delay(3000)
  expect(existsSync(home.socketKeeper)).toBe(false)
  taken = createServer().listen(port, "127.0.0.1")
  await once(taken, "listening")
  stops.release()
  await Promise.all([first.ended, second.ended])
  expect(first.child.exitCode).toBe(0)
  expect([second.child.exitCode, second.said()]).toEqual([
    1,
    expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`),
  ])
})

test("a start during a restore waits for it, and one beside a Caudal that runs ends well", async () => {
  expect(await becomeLauncher(home, { busyWith: "a restore" })).toBeNull()
  const waiting = start()
  await vi.waitFor(() => expect(waiting.said()).toContain("busy with a restore"), PATIENCE)
  resignLauncher(home)
  await waiting.ended
  expect(waiting.said()).toContain(`Port ${port}`)

  expect(await becomeLauncher(home, { studioUrl: "http://here", gatewayUrl: "https://there" })).toBeNull()
  const beside = start()
  await beside.ended
  expect([beside.child.exitCode, beside.said()]).toEqual([0, expect.stringContaining("already running")])
})
