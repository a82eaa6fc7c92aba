import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { listStarters } from "#lib/operations/index.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"

import { formatCursor, parseCursor } from "./deletion-page.ts"
import { listDeletedDeploymentRows, listLiveNames } from "./queries.ts"
import type { DeletedDeploymentView } from "./schema.ts"

/** A page of an endpoint's deployments that were deleted in the last seven days, newest deletion first. @throws endpoints.not_found */
export async function listDeletedDeployments(
  ctx: Context,
  endpointName: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: DeletedDeploymentView[]; nextCursor: string | null }> {
  authorise(ctx, "deployments/read")
  const { db, workspaceId } = ctx
  const { id: endpointId } = await requireEndpoint(db, workspaceId, endpointName)
  const now = new Date(ctx.clock.nowMs())
  const rows = await listDeletedDeploymentRows(db, { endpointId, now, limit: limit + 1, cursor: parseCursor(cursor) })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  if (!last) return { items: [], nextCursor: null }
  const targetIds = page.map(({ row }) => row.id)
  const starters = await listStarters(db, { workspaceId, kind: "deployment.delete", targetIds })
  const live = await listLiveNames(db, endpointId)
  const items = page.map(({ row, instanceType, instanceCount }) => ({
    id: row.id,
    name: row.name,
    deleted_at: row.deletedAt?.toISOString() ?? "",
    purge_at: row.purgeAt?.toISOString() ?? "",
    deleted_by: starters.get(row.id) ?? null,
    is_name_free: !live.has(row.name.toLowerCase()),
    instance_type: instanceType,
    instance_count: instanceCount,
  }))
  return { items, nextCursor: rows.length > limit ? formatCursor(last.row) : null }
}
