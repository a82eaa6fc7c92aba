import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { assert } from "#lib/kernel/assert.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"

import { listDeploymentSummaries, listEndpointRows } from "./queries.ts"
import type { EndpointRow } from "./queries.ts"
import type { OnlineEndpointView } from "./schema.ts"
import { toEndpointView } from "./view.ts"

async function toViews(ctx: Context, rows: readonly EndpointRow[]): Promise<OnlineEndpointView[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const byEndpoint = Map.groupBy(
    await listDeploymentSummaries(ctx.db, ctx.workspaceId, ids),
    ({ endpointId }) => endpointId,
  )
  return rows.map((row) => toEndpointView(row, byEndpoint.get(row.id) ?? []))
}

/** One endpoint. @throws endpoints.not_found */
export async function requireEndpointView(ctx: Context, name: string): Promise<OnlineEndpointView> {
  authorise(ctx, "endpoints/read")
  const [view] = await toViews(ctx, [await requireEndpoint(ctx.db, ctx.workspaceId, name)])
  assert(view, "a row has a view")
  return view
}

/** A page of the workspace's endpoints by name. */
export async function listEndpoints(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: OnlineEndpointView[]; nextCursor: string | null }> {
  authorise(ctx, "endpoints/read")
  const rows = await listEndpointRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    limit: limit + 1,
    ...(cursor === undefined ? {} : { after: cursor }),
  })
  const items = await toViews(ctx, rows.slice(0, limit))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.name ?? null) : null }
}
