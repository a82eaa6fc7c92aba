import { recordEvent } from "#lib/events/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { settleOperationRow } from "./queries.ts"
import type { OperationRow } from "./queries.ts"

export interface OperationOutcome {
  readonly status: "Succeeded" | "Failed" | "Canceled"
  /** What an operation that did not succeed says. */
  readonly error?: { readonly code: string; readonly message: string; readonly details?: unknown }
  readonly nowMs: number
}

/**
 * Ends an operation and writes the event of it. Does nothing when it has ended already, so that two loops, or one loop
 * twice, may both try.
 */
export async function settleOperation(tx: Db, operation: OperationRow, outcome: OperationOutcome): Promise<void> {
  const finishedAt = new Date(outcome.nowMs)
  const error = outcome.error ?? null
  const isSettled = await settleOperationRow(tx, { id: operation.id, status: outcome.status, error, finishedAt })
  if (!isSettled) return
  const { workspaceId, createdBy: name } = operation
  await recordEvent({ workspaceId, caller: { name }, clock: { nowMs: () => outcome.nowMs } }, tx, {
    action: operation.kind,
    targetType: operation.targetType,
    targetId: operation.targetId,
    targetName: operation.targetName,
    operationId: operation.id,
    result: outcome.status,
    ...(error === null ? {} : { message: error.message }),
  })
}
