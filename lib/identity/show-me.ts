import { PAGE_SIZE_MAX } from "#lib/kernel/limits.ts"

import type { AccountContext } from "./account.ts"
import { listWorkspaces } from "./list-workspaces.ts"
import type { MeView } from "./schema.ts"

/** Who the caller is, and the first workspaces that they can see. */
export async function showMe(account: AccountContext): Promise<MeView> {
  const { identity } = account
  const { items } = await listWorkspaces(account, { limit: PAGE_SIZE_MAX })
  return {
    user: { id: identity.userId, email: identity.email, name: identity.name, is_owner: identity.isOwner },
    via: identity.token ? "token" : "session",
    workspaces: items,
  }
}
