import type { Clock } from "#lib/kernel/clock.ts"
import type { Db } from "#lib/storage/index.ts"

import type { Identity } from "./account.ts"
import { endSessionRow, getSessionUser } from "./queries.ts"

/** How long an ended session may go on in a process that did not end it itself. */
export const SESSION_CACHE_MS = 10_000
const ENTRIES_MAX = 5000

/** Sessions of one process, looked up at most every 10 s each. */
export interface SessionCache {
  find(id: string): Promise<Identity | null>
  end(id: string): Promise<void>
}

/** Looks sessions up in `db` and remembers each answer, bounded, for 10 s. */
export function createSessionCache({ db, clock }: { db: Db; clock: Clock }): SessionCache {
  const entries = new Map<string, { identity: Identity | null; untilMs: number }>()

  async function load(id: string, nowMs: number): Promise<Identity | null> {
    const user = await getSessionUser(db, id, new Date(nowMs))
    const identity = user && {
      userId: user.id,
      email: user.email,
      name: user.name,
      isOwner: user.isOwner,
      sessionId: id,
      token: null,
    }
    entries.delete(id)
    entries.set(id, { identity, untilMs: nowMs + SESSION_CACHE_MS })
    for (const oldest of entries.keys()) {
      if (entries.size <= ENTRIES_MAX) break
      entries.delete(oldest)
    }
    return identity
  }

  return {
    async find(id) {
      const nowMs = clock.nowMs()
      const cached = entries.get(id)
      return cached && nowMs < cached.untilMs ? cached.identity : await load(id, nowMs)
    },
    async end(id) {
      await endSessionRow(db, id, new Date(clock.nowMs()))
      entries.delete(id)
    },
  }
}
