import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { listStarters } from "#lib/operations/index.ts"

import { formatCursor, parseCursor } from "./deletion-page.ts"
import { listDeletedEndpointRows, listLostDeployments, listTakenNames } from "./queries.ts"
import type { DeletedEndpointView } from "./schema.ts"

/** A page of the endpoints that were deleted in the last seven days, newest deletion first. */
export async function listDeletedEndpoints(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: DeletedEndpointView[]; nextCursor: string | null }> {
  authorise(ctx, "endpoints/read")
  const { db, workspaceId } = ctx
  const now = new Date(ctx.clock.nowMs())
  const rows = await listDeletedEndpointRows(db, { workspaceId, now, limit: limit + 1, cursor: parseCursor(cursor) })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  if (!last) return { items: [], nextCursor: null }
  const targetIds = page.map(({ id }) => id)
  const lost = Map.groupBy(await listLostDeployments(db, workspaceId, targetIds), ({ endpointId }) => endpointId)
  const starters = await listStarters(db, { workspaceId, kind: "endpoint.delete", targetIds })
  const taken = await listTakenNames(
    db,
    page.map(({ name }) => name),
  )
  const items = page.map((row) => ({
    id: row.id,
    name: row.name,
    deleted_at: row.deletedAt?.toISOString() ?? "",
    purge_at: row.purgeAt?.toISOString() ?? "",
    deleted_by: starters.get(row.id) ?? null,
    is_name_free: !taken.has(row.name.toLowerCase()),
    deployments: (lost.get(row.id) ?? []).map(({ name }) => name),
  }))
  return { items, nextCursor: rows.length > limit ? formatCursor(last) : null }
}
