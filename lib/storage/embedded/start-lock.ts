import { closeSync, openSync } from "node:fs"
import path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout as delay } from "node:timers/promises"

import { AppError } from "#lib/kernel/errors.ts"
import { createLogger } from "#lib/kernel/log.ts"

import { storageErrors } from "../errors.ts"
import type { Place } from "./place.ts"

const log = createLogger("storage.embedded")
const RETRY_MS = 50
/** From here on the wait is worth a word. */
const QUIET_MS = 5000
/** The longest start and the longest stop together take a little less. */
const WAIT_MS_MAX = 360_000
/** SQLite's own number for a file that another holds (`SQLITE_BUSY`). */
const BUSY = 5

interface LockOptions {
  readonly waitMs?: number
}

/**
 * The file whose lock it is: one place for everybody, whatever their TMPDIR, which nobody else can open. Only who makes it
 * closes it here: closing a file gives up the locks that the same process has on it.
 */
function lockFile({ base }: Place): string {
  const file = path.join(base, "start.lock")
  try {
    closeSync(openSync(file, "wx", 0o600))
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  }
  return file
}

/** Undefined when another has the lock. */
function tryLock(file: string): DatabaseSync | undefined {
  const held = new DatabaseSync(file)
  try {
    // Nothing is ever written: SQLite is Node's one way to a lock that the kernel frees however its holder dies.
    held.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE")
    return held
  } catch (error) {
    held.close()
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return undefined
    throw error
  }
}

/**
 * Runs `work` while no other process starts or stops the same server. Waits for its turn.
 *
 * @throws AppError `storage.embedded_unavailable` when the turn does not come.
 */
export async function withStartLock<T>(
  place: Place,
  work: () => Promise<T>,
  { waitMs = WAIT_MS_MAX }: LockOptions = {},
): Promise<T> {
  const file = lockFile(place)
  let held = tryLock(file)
  for (let waitedMs = 0; !held; waitedMs += RETRY_MS) {
    if (waitedMs === QUIET_MS) log.warn({ file }, "another process starts or stops this PostgreSQL; waiting for it")
    if (waitedMs >= waitMs) {
      const message = `Another process has been starting or stopping the PostgreSQL in ${place.base} for ${waitMs / 1000} s. \`fuser ${file}\` names it: end it and try again.`
      throw new AppError(storageErrors.embeddedUnavailable, message)
    }
    await delay(RETRY_MS)
    held = tryLock(file)
  }
  try {
    return await work()
  } finally {
    held.close()
  }
}
