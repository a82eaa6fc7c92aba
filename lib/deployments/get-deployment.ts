import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { assert } from "#lib/kernel/assert.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"

import { getDeploymentRow, listDeploymentRows, listDesiredRevisions, listLiveInstanceRows } from "./queries.ts"
import type { DeploymentRow } from "./queries.ts"
import { requireDeploymentRow } from "./require-deployment.ts"
import type { OnlineDeploymentView } from "./schema.ts"
import { toDeploymentView } from "./view.ts"

/** One deployment with its instances. @throws endpoints.not_found, deployments.not_found */
export async function requireDeploymentView(
  ctx: Context,
  endpointName: string,
  name: string,
): Promise<OnlineDeploymentView> {
  authorise(ctx, "deployments/read")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const key = { workspaceId: ctx.workspaceId, endpointId: endpoint.id, name }
  const row = requireDeploymentRow(await getDeploymentRow(ctx.db, key), endpoint.name, name)
  const [view] = await toViews(ctx, endpoint.name, [row])
  assert(view, "a deployment has a revision")
  return view
}

/** The deployments of an endpoint by name. @throws endpoints.not_found */
export async function listDeployments(
  ctx: Context,
  endpointName: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: OnlineDeploymentView[]; nextCursor: string | null }> {
  authorise(ctx, "deployments/read")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const rows = await listDeploymentRows(ctx.db, ctx.workspaceId, endpoint.id)
  const rest = cursor === undefined ? rows : rows.filter(({ name }) => name > cursor)
  const page = rest.slice(0, limit)
  return {
    items: await toViews(ctx, endpoint.name, page),
    nextCursor: rest.length > limit ? (page.at(-1)?.name ?? null) : null,
  }
}

async function toViews(ctx: Context, endpointName: string, rows: readonly DeploymentRow[]) {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const revisions = new Map((await listDesiredRevisions(ctx.db, ids)).map((row) => [row.deploymentId, row]))
  const instances = await listLiveInstanceRows(ctx.db, ids)
  return rows.flatMap((row) => {
    const revision = revisions.get(row.id)
    const own = instances.filter(({ deploymentId }) => deploymentId === row.id)
    return revision ? [toDeploymentView({ endpointName, row, revision, instances: own })] : []
  })
}
