import { requireUnlimited } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { listTokenRows } from "./queries.ts"
import type { TokenView } from "./schema.ts"

/** A page of the caller's usable tokens, oldest first. Never their texts. @throws identity.token_limited */
export async function listTokens(
  account: AccountContext,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: TokenView[]; nextCursor: string | null }> {
  requireUnlimited(account)
  const rows = await listTokenRows(account.db, {
    userId: account.identity.userId,
    now: new Date(account.clock.nowMs()),
    limit: limit + 1,
    after: cursor,
  })
  const items = rows.slice(0, limit).map(({ token, workspace }) => ({
    id: token.id,
    name: token.name,
    workspace,
    actions: token.actions,
    created_at: token.createdAt.toISOString(),
    expires_at: token.expiresAt?.toISOString() ?? null,
    last_used_at: token.lastUsedAt?.toISOString() ?? null,
  }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
