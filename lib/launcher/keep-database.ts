import { setTimeout as delay } from "node:timers/promises"

import type { Home } from "#lib/kernel/home.ts"
import type { Logger } from "#lib/kernel/log.ts"
import { isEmbeddedRunning, startEmbedded } from "#lib/storage/index.ts"

const LOOK_MS = 250

/** Looks after the embedded PostgreSQL until `signal`: whenever it is gone, it is started again. */
export async function keepDatabase(home: Home, log: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(LOOK_MS, undefined, { signal }).catch(() => undefined)
    if (signal.aborted || isEmbeddedRunning(home)) continue
    log.warn("PostgreSQL is gone and is started again")
    try {
      await startEmbedded(home)
    } catch (error) {
      log.error({ err: error }, "PostgreSQL did not start; it is tried again")
      await delay(1000, undefined, { signal }).catch(() => undefined)
    }
  }
}
