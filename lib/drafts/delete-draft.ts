import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { tellChange } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"

import { draftNotFound, ownerOf } from "./owner.ts"
import { deleteDraftRow } from "./queries.ts"

/** Throws a draft of the caller away: sent, or not wanted any more. @throws drafts.not_found */
export async function deleteDraft(ctx: Context, id: string): Promise<void> {
  authorise(ctx, "endpoints/write")
  await transaction(ctx.db, async (tx) => {
    if (!(await deleteDraftRow(tx, ownerOf(ctx), id))) throw draftNotFound(id)
    await tellChange(tx, ctx.workspaceId, { kind: "drafts", endpoint: null })
  })
}
