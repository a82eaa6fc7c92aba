import { requireUnlimited } from "./account.ts"
import type { AccountContext } from "./account.ts"
import { updateUser } from "./queries.ts"
import type { MeInput, MeView } from "./schema.ts"
import { showMe } from "./show-me.ts"

/** Changes the caller's own name and preferences; what is left out stays. @throws identity.token_limited */
export async function changeMe(account: AccountContext, { name, preferences = {} }: MeInput): Promise<MeView> {
  requireUnlimited(account)
  const now = new Date(account.clock.nowMs())
  if (name !== undefined || Object.keys(preferences).length > 0) {
    await updateUser(account.db, account.identity.userId, { name, preferences, now })
  }
  return await showMe(account)
}
