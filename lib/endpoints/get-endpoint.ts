import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"

import { listDeploymentNames, listEndpointRows } from "./queries.ts"
import type { OnlineEndpointView } from "./schema.ts"
import { toEndpointView } from "./view.ts"

async function deploymentNamesByEndpoint(ctx: Context, endpointIds: string[]): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  for (const { endpointId, name } of await listDeploymentNames(ctx.db, ctx.workspaceId, endpointIds)) {
    names.set(endpointId, [...(names.get(endpointId) ?? []), name])
  }
  return names
}

/** One endpoint. @throws endpoints.not_found */
export async function requireEndpointView(ctx: Context, name: string): Promise<OnlineEndpointView> {
  authorise(ctx, "endpoints/read")
  const row = await requireEndpoint(ctx.db, ctx.workspaceId, name)
  const names = await deploymentNamesByEndpoint(ctx, [row.id])
  return toEndpointView(row, names.get(row.id) ?? [])
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
  const page = rows.slice(0, limit)
  const names = await deploymentNamesByEndpoint(
    ctx,
    page.map(({ id }) => id),
  )
  const items = page.map((row) => toEndpointView(row, names.get(row.id) ?? []))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.name ?? null) : null }
}
