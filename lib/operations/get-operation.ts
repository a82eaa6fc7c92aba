import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { operationErrors } from "./errors.ts"
import { getOperationRow, getOperationRowByKey } from "./queries.ts"
import type { OperationView } from "./schema.ts"
import { toOperationView } from "./view.ts"

/** One operation. @throws operations.not_found */
export async function getOperation(ctx: Context, id: string): Promise<OperationView> {
  authorise(ctx, "operations/read")
  const row = await getOperationRow(ctx.db, ctx.workspaceId, id)
  if (!row)
    throw new AppError(operationErrors.notFound, `There is no operation "${id}" in this workspace.`, { target: id })
  return toOperationView(row)
}

/** The operation that this caller started earlier under the request's Idempotency-Key, or null. */
export async function findEarlierOperation(
  ctx: Context,
): Promise<{ operation: OperationView; isRepeat: boolean } | null> {
  if (!ctx.idempotency) return null
  const { key, fingerprint } = ctx.idempotency
  const row = await getOperationRowByKey(ctx.db, {
    workspaceId: ctx.workspaceId,
    createdBy: ctx.caller.name,
    idempotencyKey: key,
  })
  return row && { operation: toOperationView(row), isRepeat: row.fingerprint === fingerprint }
}
