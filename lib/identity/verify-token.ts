import { z } from "zod"

import type { Clock } from "#lib/kernel/clock.ts"
import { sha256Hex } from "#lib/kernel/json.ts"
import type { Db } from "#lib/storage/index.ts"

import type { Identity } from "./account.ts"
import { ACTIONS } from "./actions.ts"
import { getTokenByDigest, touchToken } from "./queries.ts"

const TOUCH_EVERY_MS = 60_000
const known = new Set<string>(ACTIONS)
/** Actions that this Caudal does not know (any more) grant nothing. */
const storedActions = z
  .array(z.string())
  .transform((names) => z.array(z.enum(ACTIONS)).parse(names.filter((name) => known.has(name))))

/** The person behind a token's text and the token's limits, or null. Notes its use at most once a minute. */
export async function verifyToken({ db, clock }: { db: Db; clock: Clock }, text: string): Promise<Identity | null> {
  const nowMs = clock.nowMs()
  const found = await getTokenByDigest(db, sha256Hex(text), new Date(nowMs))
  if (!found) return null
  const { token, user } = found
  const unlessSince = new Date(nowMs - TOUCH_EVERY_MS)
  if (!token.lastUsedAt || token.lastUsedAt < unlessSince) {
    await touchToken(db, { id: token.id, now: new Date(nowMs), unlessSince })
  }
  const actions = token.actions === null ? null : new Set(storedActions.parse(token.actions))
  return {
    userId: user.id,
    email: user.email,
    name: user.name,
    isOwner: user.isOwner,
    sessionId: null,
    token: { id: token.id, name: token.name, workspaceId: token.workspaceId, actions },
  }
}
