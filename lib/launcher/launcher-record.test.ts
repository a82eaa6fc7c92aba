import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test } from "vitest"
import { z } from "zod"

import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { becomeLauncher, changeLauncherWork, findLauncher, launcherFile, resignLauncher } from "./launcher-record.ts"
import { requireFreePort } from "./require-free-port.ts"

const addresses = { studioUrl: "http://localhost:3000", gatewayUrl: "https://localhost:8443" }
let home: Home

beforeEach(() => {
  home = homeAt(mkdtempSync(path.join(tmpdir(), "caudal-launcher-")))
})
afterEach(() => rmSync(home.root, { recursive: true }))

test("of all that start one launches; the others are told where it answers", async () => {
  const starts = await Promise.all(Array.from({ length: 5 }, () => becomeLauncher(home, addresses)))
  expect(starts.filter((running) => running === null)).toHaveLength(1)
  expect(starts.find((running) => running !== null)).toMatchObject({ pid: process.pid, ...addresses })
  expect(readdirSync(home.run)).toEqual(["launcher.json"])
  resignLauncher(home)
  expect(await findLauncher(home)).toBeNull()
})

test.each([
  ["of a process that is gone", JSON.stringify({ pid: 2 ** 22 + 1, startTime: 1, ...addresses })],
  ["cut short by a power failure", ""],
])("a record %s holds up no start", async (_what, text) => {
  mkdirSync(home.run, { recursive: true })
  writeFileSync(launcherFile(home), text)
  expect(await findLauncher(home)).toBeNull()
  expect(await becomeLauncher(home, addresses)).toBeNull()
  expect(await findLauncher(home)).toMatchObject({ pid: process.pid })
  expect(readdirSync(home.run)).toEqual(["launcher.json"])
})

test("a port that is taken is refused with the setting that changes it", async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
  const { port } = z.object({ port: z.int() }).parse(other.address())
  await expect(requireFreePort("127.0.0.1", port, "CAUDAL_GATEWAY_PORT")).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken by another program. Set CAUDAL_GATEWAY_PORT to a free one.`,
  )
  await new Promise((resolve) => other.close(resolve))
  await requireFreePort("127.0.0.1", port, "CAUDAL_GATEWAY_PORT")
  await expect(requireFreePort("192.0.2.1", 1, "PORT")).rejects.toThrow("CAUDAL_HOST")
})

test("whoever comes while the launcher stops, or a backup is restored, is told what to wait for", async () => {
  expect(await becomeLauncher(home, addresses)).toBeNull()
  await changeLauncherWork(home, { busyWith: "a stop" })
  expect(await becomeLauncher(home, addresses)).toMatchObject({ pid: process.pid, busyWith: "a stop" })
  resignLauncher(home)
  expect(await becomeLauncher(home, { busyWith: "a restore" })).toBeNull()
  expect(await becomeLauncher(home, addresses)).toMatchObject({ pid: process.pid, busyWith: "a restore" })
  expect(readdirSync(home.run)).toEqual(["launcher.json"])
})
