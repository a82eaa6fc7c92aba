import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { expect, onTestFinished, test } from "vitest"

import { homeAt } from "#lib/kernel/home.ts"

import { stopLauncher } from "./stop-launcher.ts"

test.each([
  ["a launcher is told to end", undefined],
  ["a restore is waited for, and not ended in its middle", "a restore"],
])("%s", async (_what, busyWith) => {
  const home = homeAt(mkdtempSync(path.join(tmpdir(), "caudal-stop-")))
  const holder = spawn("sleep", ["60"], { stdio: "ignore" })
  onTestFinished(() => {
    holder.kill("SIGKILL")
    rmSync(home.root, { recursive: true })
  })
  mkdirSync(home.run)
  writeFileSync(path.join(home.run, "launcher.json"), JSON.stringify({ pid: holder.pid, startTime: 0, busyWith }))
  const stopping = stopLauncher(home, { keepInstances: false, timeoutMs: 300 })
  if (busyWith === undefined) expect(await stopping).toBe(true)
  else await expect(stopping).rejects.toThrow(`process ${holder.pid}) still runs`)
  expect(holder.signalCode).toBe(busyWith === undefined ? "SIGTERM" : null)
})
