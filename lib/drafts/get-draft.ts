import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"

import { draftNotFound, ownerOf } from "./owner.ts"
import { getDraftRow } from "./queries.ts"
import type { DraftView } from "./schema.ts"
import { toDraftView } from "./view.ts"

/** One draft of the caller. @throws drafts.not_found */
export async function getDraft(ctx: Context, id: string): Promise<DraftView> {
  authorise(ctx, "endpoints/read")
  const row = await getDraftRow(ctx.db, ownerOf(ctx), id)
  if (!row) throw draftNotFound(id)
  return toDraftView(row)
}
