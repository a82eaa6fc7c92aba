import { AppError } from "#lib/kernel/errors.ts"
import type { Context } from "#lib/identity/index.ts"
import { findEarlierOperation } from "#lib/operations/index.ts"

import { awaitOperation, showOperation } from "./await-operation.ts"
import { requestErrors } from "./errors.ts"
import { statusOf } from "./reply.ts"
import type { Reply } from "./reply.ts"

interface LongChange {
  /** Of the answer: may read the operation. */
  readonly ctx: Context
  readonly waitMs: number
  readonly signal: AbortSignal
  readonly read: ((operationId: string) => Promise<Reply<unknown>>) | null
  readonly run: () => Promise<Reply<unknown> | Response>
}

type Earlier = NonNullable<Awaited<ReturnType<typeof findEarlierOperation>>>

/** The answer to a repeated Idempotency-Key: that operation, waited for if asked. */
async function repeat(change: LongChange, { operation, isRepeat }: Earlier): Promise<Reply<unknown>> {
  if (!isRepeat) {
    throw new AppError(
      requestErrors.idempotencyMismatch,
      `This Idempotency-Key was used for another request, which started ${operation.kind} on ${operation.target.name}. Use a new key for a request that differs.`,
      { target: "Idempotency-Key" },
    )
  }
  const waiting = { ...change, operationId: operation.id }
  const settled = await awaitOperation(waiting)
  const reply = settled ?? (await showOperation(waiting))
  return { ...reply, operationId: operation.id }
}

/**
 * Runs a change that may start an operation: under an Idempotency-Key at most once, with `?wait=` until it has ended. A
 * change that answers no body is answered with the resource as `read` shows it, or with its operation.
 *
 * @throws request.idempotency_mismatch, the operation's failure, and whatever the change throws.
 */
export async function runLongChange(change: LongChange): Promise<Reply<unknown> | Response> {
  const { ctx, waitMs } = change
  const earlier = await findEarlierOperation(ctx)
  if (earlier) return await repeat(change, earlier)
  let reply: Reply<unknown> | Response
  try {
    reply = await change.run()
  } catch (error) {
    // The same key may have been in flight twice: then the other request won, and this failure is only its echo.
    const winner = await findEarlierOperation(ctx)
    if (!winner) throw error
    return await repeat(change, winner)
  }
  if (reply instanceof Response || !reply.operationId) return reply
  const { operationId } = reply
  const waiting = { ...change, operationId }
  const settled = waitMs === 0 ? null : await awaitOperation(waiting)
  if (settled) return { ...settled, status: statusOf(reply) === 201 ? 201 : 200, operationId }
  return reply.body === undefined ? { ...(await showOperation(waiting)), status: statusOf(reply) } : reply
}
