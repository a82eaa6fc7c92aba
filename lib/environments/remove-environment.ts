import { rm } from "node:fs/promises"

import type { Home } from "#lib/kernel/home.ts"
import { removeTree } from "#lib/kernel/remove-tree.ts"

import { takeBuildLock } from "./build-lock.ts"
import { buildLogFile } from "./open-build-log.ts"
import { environmentFolders } from "./run-build.ts"

/** A build that runs holds its lock for minutes; whoever removes does not wait for it. */
const LOCK_WAIT_MS = 1000

/**
 * Removes a built environment and the log of its build, under the lock that a build of it would take.
 *
 * @param isUnused asked once the lock is held, because somebody may have come to need it meanwhile.
 * @returns false when it is being built or is needed.
 */
export async function removeEnvironment(home: Home, hash: string, isUnused: () => Promise<boolean>): Promise<boolean> {
  const folders = environmentFolders(home, hash)
  const lock = await takeBuildLock(folders.lock, AbortSignal.timeout(LOCK_WAIT_MS)).catch(() => null)
  if (lock === null) return false
  try {
    if (!(await isUnused())) return false
    // The marker first: what is left by a removal that was killed half-way counts as not built.
    await rm(folders.complete, { force: true })
    await removeTree(folders.root)
    await rm(buildLogFile(home.logs, hash), { force: true })
    return true
  } finally {
    await lock.release()
  }
}
