import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { getOperation, waitForOperation } from "#lib/operations/index.ts"
import type { OperationView } from "#lib/operations/contract.ts"

import { requestErrors } from "./errors.ts"
import { ok } from "./reply.ts"
import type { Reply } from "./reply.ts"

/** The failure of an operation as an answer: status 422 with the operation's own code. */
function failureOf(operation: OperationView): AppError {
  const { error, kind, target, status, id } = operation
  const code = error?.code ?? (status === "Canceled" ? "operations.canceled" : requestErrors.operationFailed.code)
  const message = error?.message ?? `The operation ${kind} on ${target.name} ended ${status}.`
  return new AppError({ ...requestErrors.operationFailed, code }, message, {
    target: target.name,
    details: [{ code: "operation", message: `Operation ${id} ended ${status}.`, target: id }],
  })
}

interface Waiting {
  readonly ctx: Context
  readonly operationId: string
  readonly waitMs: number
  readonly signal: AbortSignal
  /** The resource as it is now; null when only the operation can be shown. */
  readonly read: ((operationId: string) => Promise<Reply<unknown>>) | null
}

/**
 * Waits for an operation and answers with the resource as it is then; null if the operation is still in progress.
 *
 * @throws the operation's failure with status 422.
 */
export async function awaitOperation(waiting: Waiting): Promise<Reply<unknown> | null> {
  const { ctx, operationId, waitMs, signal, read } = waiting
  const operation = await waitForOperation(ctx, operationId, waitMs, signal)
  if (operation.status === "InProgress") return null
  if (operation.status !== "Succeeded") throw failureOf(operation)
  return read ? await read(operationId) : ok(operation, { status: 200 })
}

/** The answer of an operation that is under way: the resource as it is now, or the operation itself. */
export async function showOperation({
  ctx,
  operationId,
  read,
}: Pick<Waiting, "ctx" | "operationId" | "read">): Promise<Reply<unknown>> {
  const reply = read ? await read(operationId) : ok(await getOperation(ctx, operationId))
  return { ...reply, status: 202, operationId }
}
