import { AppError } from "#lib/kernel/errors.ts"

import { requireUnlimited } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { identityErrors } from "./errors.ts"
import type { SessionCache } from "./session-cache.ts"

/**
 * Signs one of the caller's browsers out, also the one that asks. This process refuses it at once, others within 10 s.
 *
 * @throws identity.session_not_found, alike for sessions of others; identity.token_limited
 */
export async function endSession(account: AccountContext, sessions: SessionCache, id: string): Promise<void> {
  requireUnlimited(account)
  if (await sessions.end(id, account.identity.userId)) return
  throw new AppError(identityErrors.sessionNotFound, `You have no live session "${id}".`, { target: id })
}
