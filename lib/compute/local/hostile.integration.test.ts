import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  accessSync,
  chownSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { text } from "node:stream/consumers"

import { expect, test } from "vitest"
import { z } from "zod"

import { findTestSandbox } from "../fixtures/test-tools.ts"

const RUNNER = path.join(import.meta.dirname, "../fixtures/run-hostile.ts")
/** Nobody's number on any machine that this runs on; it needs no entry in /etc/passwd. */
const ORDINARY_UID = 54_321

const OWN_UID = process.getuid?.() ?? ORDINARY_UID

const attempts = z.record(z.string(), z.unknown())
const reportSchema = z.object({
  instance: attempts,
  build: attempts,
  isOtherAlive: z.boolean(),
  conditions: z.array(z.object({ type: z.string(), reason: z.string() })),
})

async function runHostile(uid: number): Promise<z.infer<typeof reportSchema>> {
  const home = mkdtempSync(path.join(tmpdir(), "caudal-hostile-"))
  handTool(home)
  for (const file of [
    home,
    ...readdirSync(home, { recursive: true, encoding: "utf8" }).map((name) => path.join(home, name)),
  ]) {
    chownSync(file, uid, uid)
  }
  const isOther = uid !== OWN_UID
  const drop = isOther ? ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"] : []
  const [program, ...words] = [...drop, process.execPath, RUNNER, home]
  const env = {
    NODE_ENV: "test" as const,
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: home,
    CAUDAL_HOME: home,
    CANARY: "canary-5b1f",
  }
  const child = spawn(program, words, { env, stdio: ["ignore", "pipe", "inherit"] })
  try {
    const [said] = await Promise.all([text(child.stdout), once(child, "close")])
    return reportSchema.parse(JSON.parse(said))
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** A bubblewrap that was fetched is in a folder that only this user may look into. */
function handTool(home: string): void {
  const target = path.join(home, "tools/bubblewrap/usr/bin/bwrap")
  mkdirSync(path.dirname(target), { recursive: true })
  copyFileSync(sandbox?.path ?? "", target)
}

function got(found: Record<string, unknown>): string[] {
  return Object.entries(found).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${JSON.stringify(value)}`]))
}

/** An ordinary user cannot run a checkout under somebody's private home. */
function canOthersRead(): boolean {
  for (let folder = import.meta.dirname; folder !== "/"; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & constants.S_IXOTH) === 0) return false
  }
  accessSync(process.execPath, constants.X_OK)
  return (statSync(process.execPath).mode & constants.S_IXOTH) !== 0
}

const sandbox = (await findTestSandbox()).tool
const isRoot = OWN_UID === 0

test.skipIf(sandbox === null).each([
  { who: "this user", uid: OWN_UID, skip: false },
  { who: "an ordinary user", uid: ORDINARY_UID, skip: !isRoot || !canOthersRead() },
])("a hostile model and a hostile package get nothing, run by $who", async ({ uid, skip, ...context }) => {
  if (skip) return expect(context.who).toBe("an ordinary user")
  const report = await runHostile(uid)
  expect(got(report.instance)).toEqual([])
  // A build has the machine's network, so that it can fetch packages; nothing else of the machine.
  expect(got(report.build).filter((line) => !/^host (loopback|abstract socket):/.test(line))).toEqual([])
  // The attempts are real: with a network the very same ones succeed.
  expect(got(report.build).some((line) => line.startsWith("host loopback:"))).toBe(true)
  expect(Object.keys(report.instance).length).toBeGreaterThan(35)
  expect(report.isOtherAlive).toBe(true)
  expect(report.conditions.map((condition) => condition.type)).not.toContain("Sandbox")
})
