import { actorOf, requireUnlimited } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { enterWorkspace } from "./enter-workspace.ts"
import type { IssuedTokenView, TokenInput } from "./schema.ts"
import { writeToken } from "./write-token.ts"

const DAY_MS = 24 * 3600 * 1000

/**
 * Makes a token for the caller, with the limits asked for. Its text is shown this once.
 *
 * @throws identity.token_limited, identity.workspace_not_found, identity.too_many_tokens
 */
export async function issueToken(account: AccountContext, input: TokenInput): Promise<IssuedTokenView> {
  requireUnlimited(account)
  const { db, clock, identity } = account
  const nowMs = clock.nowMs()
  const entered = input.workspace === undefined ? null : await enterWorkspace(db, identity, input.workspace)
  const expiresAt = input.expires_in_days === undefined ? null : new Date(nowMs + input.expires_in_days * DAY_MS)
  const { id, text } = await writeToken(db, {
    person: { id: identity.userId, isOwner: identity.isOwner },
    actor: actorOf(identity),
    name: input.name,
    workspace: entered?.workspace ?? null,
    actions: input.actions ?? null,
    expiresAt,
    nowMs,
  })
  return {
    id,
    name: input.name,
    workspace: entered?.workspace.name ?? null,
    actions: input.actions ?? null,
    created_at: new Date(nowMs).toISOString(),
    expires_at: expiresAt?.toISOString() ?? null,
    last_used_at: null,
    token: text,
  }
}
