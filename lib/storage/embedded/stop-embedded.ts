import { rmSync } from "node:fs"
import { setTimeout as delay } from "node:timers/promises"

import type { Home } from "#lib/kernel/home.ts"

import { endOrphans } from "./end-orphans.ts"
import { findPlace } from "./place.ts"
import type { Place } from "./place.ts"
import { findPostmaster, isServerOf } from "./postmaster.ts"
import { withStartLock } from "./start-lock.ts"

const POLL_MS = 20
/** Fast shutdown, then immediate shutdown, then the end; each with the time it gets before the next. */
const STEPS: readonly { readonly signal: NodeJS.Signals; readonly waitMs: number }[] = [
  { signal: "SIGINT", waitMs: 30_000 },
  { signal: "SIGQUIT", waitMs: 10_000 },
]

/** Whether the embedded PostgreSQL of `home` runs. */
export function isEmbeddedRunning(home: Home): boolean {
  const place = findPlace(home)
  return place !== undefined && findPostmaster(place.data) !== undefined
}

/**
 * Stops the embedded PostgreSQL of `home` and returns when it is gone: open transactions are rolled back, everything
 * committed is on disk. A server that does not obey is ended hard; its next start recovers.
 *
 * @returns whether there was a server to stop.
 */
export async function stopEmbedded(home: Home): Promise<boolean> {
  const place = findPlace(home)
  if (!place) return false
  return withStartLock(place, () => stopServer(place))
}

async function stopServer(place: Place): Promise<boolean> {
  const { data } = place
  const postmaster = findPostmaster(data)
  if (!postmaster) return false
  for (const { signal, waitMs } of STEPS) {
    process.kill(postmaster.pid, signal)
    for (let waitedMs = 0; waitedMs < waitMs; waitedMs += POLL_MS) {
      if (!isServerOf(postmaster.pid, data)) return true
      await delay(POLL_MS)
    }
  }
  await endOrphans(place)
  return true
}

/** Stops the embedded PostgreSQL of `home` and deletes its data for good. For tests and for a home that is deleted. */
export async function removeEmbedded(home: Home): Promise<void> {
  const place = findPlace(home)
  if (!place) return
  await withStartLock(place, async () => {
    await stopServer(place)
    for (const folder of [place.base, home.postgres, place.sockets]) rmSync(folder, { recursive: true, force: true })
  })
}
