import { spawn } from "node:child_process"
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs"
import { setTimeout as delay } from "node:timers/promises"

import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"

import { storageErrors } from "../errors.ts"
import { isDatabaseUnavailable } from "../pg-errors.ts"
import { prepareBinaries } from "./binaries.ts"
import { endOrphans } from "./end-orphans.ts"
import { ensureDatabase } from "./ensure-database.ts"
import { initCluster } from "./init-cluster.ts"
import { preparePlace } from "./place.ts"
import type { Place } from "./place.ts"
import { findPostmaster } from "./postmaster.ts"
import type { Postmaster } from "./postmaster.ts"
import { runAs } from "./run-as.ts"
import { DATABASE_NAME, serverUrl } from "./server-url.ts"
import { serverArguments } from "./settings.ts"
import type { Durability } from "./settings.ts"
import { withStartLock } from "./start-lock.ts"

const log = createLogger("storage.embedded")
const POLL_MS = 20
const ADOPTIONS_MAX = 50
const ADOPTION_PAUSE_MS = 100
/** Recovery after a crash reads the log since the last checkpoint, at most about 1 GB. */
const START_MS_MAX = 300_000
const LOG_BYTES_MAX = 10 * 1024 * 1024

interface StartOptions {
  readonly durability?: Durability
}

export interface EmbeddedServer {
  /** Address of Caudal's database. Holds the password: never log it. */
  readonly url: string
  readonly pid: number
  /** Whether the server ran already. */
  readonly isAdopted: boolean
}

/**
 * Starts the embedded PostgreSQL of `home`, or adopts it if it runs, and returns when it answers. Safe to call from
 * several processes at once. The server is detached: it outlives the caller until `stopEmbedded`.
 *
 * @throws AppError `storage.embedded_unavailable` or `storage.embedded_start_failed`, with what to do.
 */
export async function startEmbedded(
  home: Home,
  { durability = "durable" }: StartOptions = {},
): Promise<EmbeddedServer> {
  const place = preparePlace(home)
  return withStartLock(place, async () => {
    for (let attempt = 1; ; attempt++) {
      const running = await settle(place)
      try {
        return await enter(place, running ?? (await launch(home, place, durability)), running !== undefined)
      } catch (error) {
        // A server that was just killed can still look alive for a moment.
        if (!running || attempt >= ADOPTIONS_MAX || !isDatabaseUnavailable(error)) throw error
        await delay(ADOPTION_PAUSE_MS)
      }
    }
  })
}

async function enter(place: Place, postmaster: Postmaster, isAdopted: boolean): Promise<EmbeddedServer> {
  // An adopted server may have been started with another TMPDIR and so listen elsewhere.
  const actual = { ...place, sockets: postmaster.sockets }
  await ensureDatabase(actual, postmaster)
  return { url: serverUrl(actual, DATABASE_NAME), pid: postmaster.pid, isAdopted }
}

/** Waits until a live server is ready or has ended. */
async function settle({ data }: Place): Promise<Postmaster | undefined> {
  for (let waitedMs = 0; waitedMs < START_MS_MAX; waitedMs += POLL_MS) {
    const postmaster = findPostmaster(data)
    if (!postmaster || postmaster.status === "ready") return postmaster
    await delay(POLL_MS)
  }
  const message = `The PostgreSQL of ${data} neither gets ready nor ends. End it with "caudal stop" and start again.`
  throw new AppError(storageErrors.embeddedStartFailed, message)
}

async function launch(home: Home, place: Place, durability: Durability): Promise<Postmaster> {
  const binaries = prepareBinaries(home, place.account)
  await initCluster(place, binaries, durability)
  const orphans = await endOrphans(place)
  const output = openLog(place)
  const child = spawn(binaries.postgres, serverArguments(place.data, place.sockets, durability), {
    ...runAs(place.account),
    cwd: place.base,
    detached: true,
    stdio: ["ignore", output, output],
  })
  closeSync(output)
  let ended: string | undefined
  child.once("error", (error) => (ended = error.message))
  child.once("exit", (code, signal) => (ended = `it ended with ${signal ?? `code ${code}`}`))
  for (let waitedMs = 0; ended === undefined && waitedMs < START_MS_MAX; waitedMs += POLL_MS) {
    const postmaster = findPostmaster(place.data)
    if (postmaster?.pid === child.pid && postmaster?.status === "ready") {
      child.unref()
      log.info({ server: postmaster.pid, orphans }, "the embedded PostgreSQL is ready")
      return postmaster
    }
    await delay(POLL_MS)
  }
  child.kill("SIGQUIT")
  const reason = ended ?? `it was not ready after ${START_MS_MAX / 1000} s`
  const message = `The embedded PostgreSQL did not start: ${reason}.\n${lastLines(place.logFile)}`
  throw new AppError(storageErrors.embeddedStartFailed, message)
}

function openLog({ logFile }: Place): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_BYTES_MAX) renameSync(logFile, `${logFile}.1`)
  return openSync(logFile, "a", 0o600)
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-10).join("\n")
}
