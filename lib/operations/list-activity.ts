import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"

import { listActivityRows } from "./activity-queries.ts"
import type { ActivityRow } from "./activity-queries.ts"
import { activityView } from "./activity-schema.ts"
import type { ActivityQuery, ActivityView } from "./activity-schema.ts"

/** A page of what was changed in the workspace, newest first: each change once, with how it ended. */
export async function listActivity(
  ctx: Context,
  query: ActivityQuery,
): Promise<{ items: ActivityView[]; nextCursor: string | null }> {
  authorise(ctx, "events/read")
  const rows = await listActivityRows(ctx.db, ctx.workspaceId, { ...query, limit: query.limit + 1 })
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items: items.map(toActivityView), nextCursor: last ? String(last.event.id) : null }
}

function toActivityView({ event, operation, outcome, trafficRevision }: ActivityRow): ActivityView {
  return activityView.parse({
    id: event.id,
    at: event.at.toISOString(),
    actor: event.actor,
    action: event.action,
    target: { type: event.targetType, id: event.targetId, name: event.targetName },
    result: outcome,
    message: event.message,
    diff: event.diff,
    operation: operation && {
      id: operation.id,
      progress: operation.progress,
      error: operation.error,
      finished_at: operation.finishedAt?.toISOString() ?? null,
    },
    traffic_revision: trafficRevision,
  })
}
