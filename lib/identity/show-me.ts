import { AppError } from "#lib/kernel/errors.ts"
import { PAGE_SIZE_MAX } from "#lib/kernel/limits.ts"

import type { AccountContext } from "./account.ts"
import { identityErrors } from "./errors.ts"
import { listWorkspaces } from "./list-workspaces.ts"
import { getUser } from "./queries.ts"
import { DEFAULT_PREFERENCES, preferences } from "./schema.ts"
import type { MeView } from "./schema.ts"

/**
 * Who the caller is, what they prefer, and the first workspaces that they can see. Read afresh: a session's copy of the
 * name is up to 10 s old.
 *
 * @throws identity.unauthenticated if the person was disabled meanwhile.
 */
export async function showMe(account: AccountContext): Promise<MeView> {
  const { identity, db } = account
  const user = await getUser(db, identity.userId)
  if (!user) throw new AppError(identityErrors.unauthenticated, "This person may not sign in any more.")
  const { items } = await listWorkspaces(account, { limit: PAGE_SIZE_MAX })
  return {
    user: { id: user.id, email: user.email, name: user.name, is_owner: user.isOwner },
    via: identity.token ? "token" : "session",
    workspaces: items,
    preferences: preferences.safeParse(user.preferences).data ?? DEFAULT_PREFERENCES,
  }
}
