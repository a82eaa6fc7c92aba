import { recordEvent } from "#lib/events/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { newId } from "#lib/kernel/ids.ts"
import { isUniqueViolation } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { operationErrors } from "./errors.ts"
import { insertOperation } from "./queries.ts"
import type { NewOperationRow } from "./queries.ts"
import type { OperationKind } from "./schema.ts"

export interface OperationInput {
  readonly kind: OperationKind
  readonly targetType: "endpoint" | "deployment"
  readonly targetId: string
  readonly targetName: string
  /** The deployment's generation that it waits for. */
  readonly generation?: number
  /** The routing table's version that every live gateway must apply. */
  readonly routesVersion?: number
  readonly afterwards?: { readonly allTraffic: true }
  readonly diff?: unknown
  readonly message?: string
}

/**
 * Writes the operation of a change and its event, in the change's own transaction. Answers the operation's id.
 *
 * @throws operations.duplicate_key when a request with the same Idempotency-Key was quicker.
 */
export async function startOperation(ctx: Context, tx: Db, input: OperationInput): Promise<string> {
  const nowMs = ctx.clock.nowMs()
  const id = newId("operation", nowMs)
  await insertOnce(tx, {
    id,
    workspaceId: ctx.workspaceId,
    kind: input.kind,
    targetType: input.targetType,
    targetId: input.targetId,
    targetName: input.targetName,
    generation: input.generation ?? null,
    routesVersion: input.routesVersion ?? null,
    status: "InProgress",
    afterwards: input.afterwards ?? null,
    idempotencyKey: ctx.idempotency?.key ?? null,
    fingerprint: ctx.idempotency?.fingerprint ?? null,
    createdBy: ctx.caller.name,
    createdAt: new Date(nowMs),
    updatedAt: new Date(nowMs),
  })
  await recordEvent(ctx, tx, {
    action: input.kind,
    targetType: input.targetType,
    targetId: input.targetId,
    targetName: input.targetName,
    result: "Accepted",
    operationId: id,
    ...(input.diff === undefined ? {} : { diff: input.diff }),
    ...(input.message === undefined ? {} : { message: input.message }),
  })
  return id
}

async function insertOnce(tx: Db, row: NewOperationRow): Promise<void> {
  try {
    await insertOperation(tx, row)
  } catch (error) {
    if (!isUniqueViolation(error, "operations_idempotency_idx")) throw error
    throw new AppError(
      operationErrors.duplicateKey,
      "Another request with this Idempotency-Key was quicker. Repeat this one in a moment: it answers with that operation.",
      { target: "Idempotency-Key", cause: error },
    )
  }
}
