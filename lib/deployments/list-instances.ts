import { instanceHandleSchema } from "#lib/compute/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"

import { instanceHistoryView } from "./history-schema.ts"
import type { InstanceHistoryView } from "./history-schema.ts"
import { getDeploymentRow, listInstancePage } from "./queries.ts"
import { requireDeploymentRow } from "./require-deployment.ts"
import { toInstanceView } from "./view.ts"

/**
 * A page of a deployment's instances, newest first, those that have ended included while they are remembered (a day).
 *
 * @throws endpoints.not_found, deployments.not_found
 */
export async function listInstances(
  ctx: Context,
  { endpoint: endpointName, deployment: name }: { endpoint: string; deployment: string },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: InstanceHistoryView[]; nextCursor: string | null }> {
  authorise(ctx, "deployments/read")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const key = { workspaceId: ctx.workspaceId, endpointId: endpoint.id, name }
  const { id: deploymentId } = requireDeploymentRow(await getDeploymentRow(ctx.db, key), endpoint.name, name)
  const rows = await listInstancePage(ctx.db, { deploymentId, limit: limit + 1, before: cursor })
  const items = rows.slice(0, limit).map((row) =>
    instanceHistoryView.parse({
      ...toInstanceView(row),
      stopped_at: row.stoppedAt?.toISOString() ?? null,
      reason: row.reason,
      has_logs: instanceHandleSchema.safeParse(row.handle).success,
    }),
  )
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
