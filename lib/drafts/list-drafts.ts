import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"

import { ownerOf } from "./owner.ts"
import { listDraftRows } from "./queries.ts"
import type { DraftsQuery, DraftSummary } from "./schema.ts"
import { toDraftSummary } from "./view.ts"

function placeOf(cursor: string | undefined): { updatedAt: Date; id: string } | undefined {
  const [ms, id] = cursor?.split(".") ?? []
  return ms === undefined || id === undefined ? undefined : { updatedAt: new Date(Number(ms)), id }
}

/** A page of the caller's own drafts in the workspace, the last changed first. */
export async function listDrafts(
  ctx: Context,
  { limit, cursor }: DraftsQuery,
): Promise<{ items: DraftSummary[]; nextCursor: string | null }> {
  authorise(ctx, "endpoints/read")
  const rows = await listDraftRows(ctx.db, ownerOf(ctx), { limit: limit + 1, before: placeOf(cursor) })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(toDraftSummary), nextCursor: last ? `${last.updatedAt.getTime()}.${last.id}` : null }
}
