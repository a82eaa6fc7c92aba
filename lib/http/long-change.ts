import { AppError } from "#lib/kernel/errors.ts"
import type { Context } from "#lib/identity/index.ts"
import { findOperationByKey } from "#lib/operations/index.ts"
import type { OperationView } from "#lib/operations/contract.ts"

import { awaitOperation, showOperation } from "./await-operation.ts"
import { requestErrors } from "./errors.ts"
import { statusOf } from "./reply.ts"
import type { Reply } from "./reply.ts"

interface LongChange {
  readonly ctx: Context
  readonly params: Readonly<Record<string, string>>
  readonly waitMs: number
  readonly signal: AbortSignal
  readonly read: ((operationId: string) => Promise<Reply<unknown>>) | null
  /** Null: an equal request is one whose path names the operation's target. */
  readonly isRepeat: ((operation: OperationView) => boolean) | null
  readonly run: () => Promise<Reply<unknown> | Response>
}

function isNamedTarget({ params }: LongChange, operation: OperationView): boolean {
  const target = [params["endpoint"], params["deployment"]].filter((part) => part !== undefined).join("/")
  return target.toLowerCase() === operation.target.name.toLowerCase()
}

/** The answer to a repeated Idempotency-Key: that operation, waited for if asked. */
async function repeat(change: LongChange, operation: OperationView): Promise<Reply<unknown>> {
  const isEqual = change.isRepeat ? change.isRepeat(operation) : isNamedTarget(change, operation)
  if (!isEqual) {
    throw new AppError(
      requestErrors.idempotencyMismatch,
      `This Idempotency-Key was used for ${operation.kind} on ${operation.target.name}. Use a new key for another request.`,
      { target: "Idempotency-Key" },
    )
  }
  const waiting = { ...change, operationId: operation.id }
  const settled = await awaitOperation(waiting)
  const reply = settled ?? (await showOperation(waiting))
  return { ...reply, operationId: operation.id }
}

/**
 * Runs a change that may start an operation: under an Idempotency-Key at most once, with `?wait=` until it has ended.
 *
 * @throws request.idempotency_mismatch, the operation's failure, and whatever the change throws.
 */
export async function runLongChange(change: LongChange): Promise<Reply<unknown> | Response> {
  const { ctx, waitMs } = change
  const key = ctx.idempotencyKey
  const earlier = key === undefined ? null : await findOperationByKey(ctx, key)
  if (earlier) return await repeat(change, earlier)
  let reply: Reply<unknown> | Response
  try {
    reply = await change.run()
  } catch (error) {
    // The same key may have been in flight twice: then the other request won, and this failure is only its echo.
    const winner = key === undefined ? null : await findOperationByKey(ctx, key)
    if (!winner) throw error
    return await repeat(change, winner)
  }
  if (reply instanceof Response || !reply.operationId || waitMs === 0) return reply
  const settled = await awaitOperation({ ...change, operationId: reply.operationId })
  if (!settled) return reply
  return { ...settled, status: statusOf(reply) === 201 ? 201 : 200, operationId: reply.operationId }
}
