import { newToken } from "#lib/auth/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { newId } from "#lib/kernel/ids.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import type { Action } from "./actions.ts"
import { identityErrors } from "./errors.ts"
import { countTokens, insertToken } from "./queries.ts"
import { recordAccountEvent } from "./record-account-event.ts"
import { TOKENS_PER_USER_MAX } from "./schema.ts"

interface NewToken {
  readonly person: { readonly id: string; readonly isOwner: boolean }
  /** Who makes it, as events show it. */
  readonly actor: string
  readonly name: string
  readonly workspace?: { readonly id: string; readonly name: string } | null
  readonly actions?: readonly Action[] | null
  /** Null: never. */
  readonly expiresAt: Date | null
  readonly nowMs: number
}

/**
 * Makes a token and keeps its digest. The text is in the answer and nowhere else.
 *
 * @throws identity.too_many_tokens
 */
export async function writeToken(db: Db, input: NewToken): Promise<{ id: string; text: string }> {
  const { person, actor, name, workspace = null, actions = null, expiresAt, nowMs } = input
  const { text, digest } = newToken()
  const id = newId("token", nowMs)
  const createdAt = new Date(nowMs)
  await transaction(db, async (tx) => {
    if ((await countTokens(tx, person.id, createdAt)) >= TOKENS_PER_USER_MAX) {
      throw new AppError(
        identityErrors.tooManyTokens,
        `A person has at most ${TOKENS_PER_USER_MAX} tokens, and so many are usable. Revoke some first: in the studio under your account, or DELETE /tokens/{token}.`,
      )
    }
    await insertToken(tx, {
      id,
      userId: person.id,
      workspaceId: workspace?.id ?? null,
      name,
      digest,
      actions: actions && [...actions],
      expiresAt,
      createdAt,
    })
    await recordAccountEvent(tx, {
      clock: { nowMs: () => nowMs },
      actor,
      person,
      workspaceId: workspace?.id ?? null,
      action: "token.create",
      target: { type: "token", id, name },
      diff: {
        before: null,
        after: { workspace: workspace?.name ?? null, actions, expires_at: expiresAt?.toISOString() ?? null },
      },
    })
  })
  return { id, text }
}
