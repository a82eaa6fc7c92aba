import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"

import { listRequestCounts, listRoutedDeployments, listTrafficRevisionRows } from "./queries.ts"
import { requireEndpoint } from "./require-endpoint.ts"
import type { RequestCountView, TrafficRevisionView, TrafficView } from "./schema.ts"

/** The split of an endpoint, zero shares included, and the revision that `If-Match` guards. */
export async function getTraffic(ctx: Context, endpointName: string): Promise<TrafficView> {
  authorise(ctx, "endpoints/read")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const deployments = await listRoutedDeployments(ctx.db, endpoint.id)
  const zeros = Object.fromEntries(deployments.map(({ name }) => [name, 0]))
  return { traffic: { ...zeros, ...endpoint.traffic }, revision: endpoint.revision }
}

/** A page of an endpoint's traffic revisions, newest first. */
export async function listTrafficRevisions(
  ctx: Context,
  endpointName: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: TrafficRevisionView[]; nextCursor: string | null }> {
  authorise(ctx, "endpoints/read")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const before = Number(cursor)
  const rows = await listTrafficRevisionRows(ctx.db, {
    workspaceId: ctx.workspaceId,
    endpointId: endpoint.id,
    limit: limit + 1,
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
  })
  const items = rows.slice(0, limit).map((row) => ({
    number: row.number,
    traffic: row.traffic,
    reason: row.reason,
    copied_from: row.copiedFrom,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
  }))
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.number ?? "") : null }
}

/** Where requests went: answers per deployment and status since the gateways started. */
export async function countRequests(ctx: Context, endpointName: string): Promise<RequestCountView[]> {
  authorise(ctx, "endpoints/read")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  return await listRequestCounts(ctx.db, ctx.workspaceId, endpoint.id)
}
