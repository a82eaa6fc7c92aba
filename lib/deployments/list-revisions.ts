import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"

import { compareDefinitions } from "./compare-definitions.ts"
import { definitionOf } from "./definition-of.ts"
import type { RevisionView } from "./history-schema.ts"
import { getDeploymentRow, listRevisionPage } from "./queries.ts"
import { requireDeploymentRow } from "./require-deployment.ts"
import { deploymentSpec } from "./schema.ts"

/**
 * A page of what a deployment was wanted to be, newest first, each with what it changed against the one before.
 *
 * @throws endpoints.not_found, deployments.not_found
 */
export async function listRevisions(
  ctx: Context,
  { endpoint: endpointName, deployment: name }: { endpoint: string; deployment: string },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: RevisionView[]; nextCursor: string | null }> {
  authorise(ctx, "deployments/read")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const key = { workspaceId: ctx.workspaceId, endpointId: endpoint.id, name }
  const row = requireDeploymentRow(await getDeploymentRow(ctx.db, key), endpoint.name, name)
  const before = Number(cursor)
  // One more than asked for: what the last one is compared with.
  const rows = await listRevisionPage(ctx.db, {
    deploymentId: row.id,
    limit: limit + 1,
    before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
  })
  const definitions = rows.map(({ spec }) => definitionOf(deploymentSpec.parse(spec)))
  const items = rows.slice(0, limit).flatMap((revision, index) => {
    const definition = definitions[index]
    const previous = definitions[index + 1]
    if (!definition) return []
    const { generation } = revision
    const item: RevisionView = {
      generation,
      created_by: revision.createdBy,
      created_at: revision.createdAt.toISOString(),
      is_wanted: generation === row.generation,
      is_serving: generation === row.servingGeneration,
      is_failed: generation === row.failedGeneration,
      definition,
      changes: previous ? compareDefinitions(previous, definition) : null,
    }
    return [item]
  })
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.generation ?? "") : null }
}
