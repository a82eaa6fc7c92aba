import { AppError } from "#lib/kernel/errors.ts"

import { requireUnlimited } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { identityErrors } from "./errors.ts"
import { revokeTokenRow } from "./queries.ts"

/** Ends a token of the caller at once; any token may end itself. @throws identity.token_not_found, identity.token_limited */
export async function revokeToken(account: AccountContext, id: string): Promise<void> {
  const { db, clock, identity } = account
  if (identity.token?.id !== id) requireUnlimited(account)
  const isRevoked = await revokeTokenRow(db, { userId: identity.userId, id, now: new Date(clock.nowMs()) })
  if (!isRevoked) throw new AppError(identityErrors.tokenNotFound, `You have no token "${id}".`, { target: "token" })
}
