import { z } from "zod"

import type { EventRow, OperationRow } from "./queries.ts"
import { operationView } from "./schema.ts"
import type { EventView, OperationView } from "./schema.ts"

/** An operation's row as the API answers it. */
export function toOperationView(row: OperationRow): OperationView {
  return operationView.parse({
    id: row.id,
    kind: row.kind,
    status: row.status,
    target: { type: row.targetType, id: row.targetId, name: row.targetName },
    progress: row.progress,
    error: row.error,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  })
}

/** An event's row as the API answers it. */
export function toEventView(row: EventRow): EventView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    target: { type: row.targetType, id: row.targetId, name: row.targetName },
    operation_id: row.operationId,
    result: row.result,
    message: row.message,
    diff: z.unknown().parse(row.diff),
  }
}
