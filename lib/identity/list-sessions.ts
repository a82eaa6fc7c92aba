import { requireUnlimited } from "./account.ts"
import type { AccountContext } from "./account.ts"
import type { SessionView } from "./schema.ts"
import { listSessionRows } from "./session-queries.ts"

/** A page of the browsers in which the caller is signed in, the newest first. @throws identity.token_limited */
export async function listSessions(
  account: AccountContext,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: SessionView[]; nextCursor: string | null }> {
  requireUnlimited(account)
  const { db, clock, identity } = account
  const rows = await listSessionRows(db, {
    userId: identity.userId,
    now: new Date(clock.nowMs()),
    limit: limit + 1,
    before: cursor,
  })
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    user_agent: row.userAgent,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    is_current: row.id === identity.sessionId,
  }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
