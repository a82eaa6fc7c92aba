import { AppError } from "#lib/kernel/errors.ts"
import { transaction } from "#lib/storage/index.ts"

import { actorOf, requireUnlimited } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { identityErrors } from "./errors.ts"
import { revokeTokenRow } from "./queries.ts"
import { recordAccountEvent } from "./record-account-event.ts"

/** Ends a token of the caller at once; any token may end itself. @throws identity.token_not_found, identity.token_limited */
export async function revokeToken(account: AccountContext, id: string): Promise<void> {
  const { db, clock, identity } = account
  if (identity.token?.id !== id) requireUnlimited(account)
  await transaction(db, async (tx) => {
    const revoked = await revokeTokenRow(tx, { userId: identity.userId, id, now: new Date(clock.nowMs()) })
    if (!revoked) throw new AppError(identityErrors.tokenNotFound, `You have no token "${id}".`, { target: "token" })
    await recordAccountEvent(tx, {
      clock,
      actor: actorOf(identity),
      person: { id: identity.userId, isOwner: identity.isOwner },
      workspaceId: revoked.workspaceId,
      action: "token.revoke",
      target: { type: "token", id, name: revoked.name },
    })
  })
}
