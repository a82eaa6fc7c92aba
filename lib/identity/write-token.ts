import { newToken } from "#lib/auth/index.ts"
import { newId } from "#lib/kernel/ids.ts"
import type { Db } from "#lib/storage/index.ts"

import type { Action } from "./actions.ts"
import { insertToken } from "./queries.ts"

interface NewToken {
  readonly userId: string
  readonly name: string
  readonly workspaceId?: string | null
  readonly actions?: readonly Action[] | null
  /** Null: never. */
  readonly expiresAt: Date | null
  readonly nowMs: number
}

/** Makes a token and keeps its digest. The text is in the answer and nowhere else. */
export async function writeToken(db: Db, input: NewToken): Promise<{ id: string; text: string }> {
  const { text, digest } = newToken()
  const id = newId("token", input.nowMs)
  await insertToken(db, {
    id,
    userId: input.userId,
    workspaceId: input.workspaceId ?? null,
    name: input.name,
    digest,
    actions: input.actions ? [...input.actions] : null,
    expiresAt: input.expiresAt,
    createdAt: new Date(input.nowMs),
  })
  return { id, text }
}
