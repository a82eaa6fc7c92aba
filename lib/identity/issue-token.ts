import { AppError } from "#lib/kernel/errors.ts"

import { requireUnlimited } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { enterWorkspace } from "./enter-workspace.ts"
import { identityErrors } from "./errors.ts"
import { listTokenRows } from "./queries.ts"
import { TOKENS_PER_USER_MAX } from "./schema.ts"
import type { IssuedTokenView, TokenInput } from "./schema.ts"
import { writeToken } from "./write-token.ts"

const DAY_MS = 24 * 3600 * 1000

/**
 * Makes a token for the caller, with the limits asked for. Its text is shown this once.
 *
 * @throws identity.token_limited, identity.workspace_not_found
 */
export async function issueToken(account: AccountContext, input: TokenInput): Promise<IssuedTokenView> {
  requireUnlimited(account)
  const { db, clock, identity } = account
  const nowMs = clock.nowMs()
  const held = await listTokenRows(db, { userId: identity.userId, now: new Date(nowMs), limit: TOKENS_PER_USER_MAX })
  if (held.length >= TOKENS_PER_USER_MAX) {
    throw new AppError(identityErrors.tokenLimited, `You have ${TOKENS_PER_USER_MAX} tokens. Revoke some first.`)
  }
  const entered = input.workspace === undefined ? null : await enterWorkspace(db, identity, input.workspace)
  const expiresAt = input.expires_in_days === undefined ? null : new Date(nowMs + input.expires_in_days * DAY_MS)
  const { id, text } = await writeToken(db, {
    userId: identity.userId,
    name: input.name,
    workspaceId: entered?.workspace.id ?? null,
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
