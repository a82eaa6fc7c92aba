import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chownSync, existsSync, mkdtempSync, openSync, readdirSync, closeSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"

import { AppError } from "#lib/kernel/errors.ts"

import { storageErrors } from "../errors.ts"
import type { Binaries } from "./binaries.ts"
import { listProcessesBelow } from "./list-server-processes.ts"
import type { Place } from "./place.ts"
import { publishCluster } from "./publish-cluster.ts"
import { runAs } from "./run-as.ts"
import type { Durability } from "./settings.ts"

/** The role that owns everything in an embedded cluster. */
export const SUPERUSER = "caudal"
const UNFINISHED = "init-"
const RETRIED = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }

function run(place: Place, program: string, args: readonly string[], cwd: string): Promise<void> {
  const output = openSync(place.logFile, "a", 0o600)
  const child = spawn(program, args, { ...runAs(place.account), cwd, stdio: ["ignore", output, output] })
  closeSync(output)
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", (code, signal) => {
      if (code === 0) resolve()
      else {
        const message = `${path.basename(program)} ended with ${signal ?? `code ${code}`}; ${place.logFile} says why.`
        reject(new AppError(storageErrors.embeddedStartFailed, message))
      }
    })
  })
}

function initdbArguments(data: string, passwordFile: string): string[] {
  const where = ["-D", data, "-U", SUPERUSER, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--no-sync"]
  // The same order and case rules on every machine, whatever languages are installed.
  const locale = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
  return [...where, ...locale]
}

/** What starts that were killed left. Their initdb may live a moment longer and still write. */
function removeUnfinished({ base }: Place): void {
  for (const name of readdirSync(base)) {
    if (!name.startsWith(UNFINISHED)) continue
    const folder = path.join(base, name)
    for (const pid of listProcessesBelow(folder)) endProcess(pid)
    rmSync(folder, RETRIED)
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch {
    // It ended by itself.
  }
}

/**
 * Makes the cluster, if there is none, with a random password and password authentication for every connection.
 *
 * It is made in a folder of its own and renamed when it is whole and on disk, so that a crash leaves either a good
 * cluster or none. Writing to disk once at the end takes half the time of doing it file by file.
 */
export async function initCluster(place: Place, { initdb }: Binaries, durability: Durability): Promise<void> {
  removeUnfinished(place)
  if (existsSync(place.data)) return
  const password = randomBytes(24).toString("hex")
  const folder = mkdtempSync(path.join(place.base, UNFINISHED))
  const passwordCopy = path.join(folder, "password")
  writeFileSync(passwordCopy, password, { mode: 0o600 })
  if (place.account) for (const file of [folder, passwordCopy]) chownSync(file, place.account.uid, place.account.gid)
  const data = path.join(folder, "data")
  try {
    await run(place, initdb, initdbArguments(data, passwordCopy), folder)
    if (durability === "durable") await run(place, initdb, ["--sync-only", "-D", data], folder)
    publishCluster(place, data, password)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
