import type { Clock } from "#lib/kernel/clock.ts"
import { createLogger } from "#lib/kernel/log.ts"
import type { Db } from "#lib/storage/index.ts"

import type { Identity } from "./account.ts"
import { endSessionRow, getLiveSession, touchSession } from "./session-queries.ts"

const log = createLogger("identity.sessions")
/** How long an ended session may go on in a process that did not end it itself. */
export const SESSION_CACHE_MS = 10_000
const TOUCH_EVERY_MS = 60_000
const ENTRIES_MAX = 5000

/** Sessions of one process, looked up at most every 10 s each. */
export interface SessionCache {
  /** Who is signed in by the session, or null. Notes its use, at most once a minute. */
  find(id: string): Promise<Identity | null>
  /** Ends a session, with `userId` only one of that person; from then on this process refuses it. Answers whether it lived. */
  end(id: string, userId?: string): Promise<boolean>
}

interface Entry {
  readonly identity: Identity | null
  readonly untilMs: number
}

/** Keeps the newest entries of a map that is written in the order of time. */
function forgetOldest(entries: Map<string, unknown>): void {
  for (const oldest of entries.keys()) {
    if (entries.size <= ENTRIES_MAX) return
    entries.delete(oldest)
  }
}

/** Looks sessions up in `db` and remembers each answer, bounded, for 10 s. */
export function createSessionCache({ db, clock }: { db: Db; clock: Clock }): SessionCache {
  const entries = new Map<string, Entry>()
  /** What was ended here: a look-up that was on its way meanwhile must not bring it back. */
  const ended = new Map<string, true>()

  /** Nobody waits for this: a request must not take longer because its session is noted. */
  function touch(id: string, nowMs: number): void {
    const unlessSince = new Date(nowMs - TOUCH_EVERY_MS)
    touchSession(db, { id, now: new Date(nowMs), unlessSince }).catch((error: unknown) => {
      log.debug({ err: error }, "the use of a session could not be noted")
    })
  }

  async function load(id: string, nowMs: number): Promise<Identity | null> {
    const found = await getLiveSession(db, id, new Date(nowMs))
    if (ended.has(id)) return null
    if (found && found.session.lastSeenAt.getTime() < nowMs - TOUCH_EVERY_MS) touch(id, nowMs)
    const identity = found && {
      userId: found.user.id,
      email: found.user.email,
      name: found.user.name,
      isOwner: found.user.isOwner,
      sessionId: id,
      token: null,
    }
    entries.delete(id)
    entries.set(id, { identity, untilMs: nowMs + SESSION_CACHE_MS })
    forgetOldest(entries)
    return identity
  }

  return {
    async find(id) {
      const nowMs = clock.nowMs()
      const cached = entries.get(id)
      return cached && nowMs < cached.untilMs ? cached.identity : await load(id, nowMs)
    },
    async end(id, userId) {
      const isEnded = await endSessionRow(db, { id, userId, now: new Date(clock.nowMs()) })
      entries.delete(id)
      if (isEnded) ended.set(id, true)
      forgetOldest(ended)
      return isEnded
    },
  }
}
