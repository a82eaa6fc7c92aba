import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { newId } from "#lib/kernel/ids.ts"
import { lockInTransaction, transaction } from "#lib/storage/index.ts"

import { draftErrors } from "./errors.ts"
import { ownerOf } from "./owner.ts"
import { countDrafts, insertDraft } from "./queries.ts"
import type { DraftRow } from "./queries.ts"
import { DRAFT_LIFE_MS, DRAFTS_PER_PERSON_MAX } from "./schema.ts"
import type { DraftInput, DraftView } from "./schema.ts"
import { toDraftView } from "./view.ts"

/** Keeps a form that the caller has begun. @throws drafts.limit */
export async function createDraft(ctx: Context, input: DraftInput): Promise<DraftView> {
  authorise(ctx, "endpoints/write")
  const owner = ownerOf(ctx)
  const row: DraftRow = {
    id: newId("draft", owner.now.getTime()),
    workspaceId: owner.workspaceId,
    userId: owner.userId,
    kind: input.kind,
    title: input.title,
    payload: input.payload,
    schemaVersion: input.schema_version,
    step: input.step,
    revision: 1,
    expiresAt: new Date(owner.now.getTime() + DRAFT_LIFE_MS),
    createdAt: owner.now,
    updatedAt: owner.now,
  }
  await transaction(ctx.db, async (tx) => {
    // Requests at the same time must not count the same drafts.
    await lockInTransaction(tx, `drafts.${owner.workspaceId}.${owner.userId}`)
    if ((await countDrafts(tx, owner)) >= DRAFTS_PER_PERSON_MAX) {
      throw new AppError(
        draftErrors.limit,
        `You have ${DRAFTS_PER_PERSON_MAX} drafts in this workspace, which is the most. Delete some that you do not need.`,
      )
    }
    await insertDraft(tx, row)
  })
  return toDraftView(row)
}
