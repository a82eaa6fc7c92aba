import type { Db } from "#lib/storage/index.ts"

import { operationErrors } from "./errors.ts"
import { listOpenOperationRows } from "./queries.ts"
import type { OperationKind } from "./schema.ts"
import { settleOperation } from "./settle-operation.ts"

/** Cancels the operations of `kinds` in progress on a target, by default because a newer change takes their place. */
export async function supersedeOperations(
  tx: Db,
  {
    targetId,
    kinds,
    nowMs,
    message = "A newer change took the place of this one.",
  }: { targetId: string; kinds: readonly OperationKind[]; nowMs: number; message?: string },
): Promise<void> {
  const open = await listOpenOperationRows(tx, targetId)
  for (const operation of open.filter((row) => kinds.some((kind) => kind === row.kind))) {
    await settleOperation(tx, operation, {
      status: "Canceled",
      error: { code: operationErrors.superseded.code, message },
      nowMs,
    })
  }
}
