import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { getOperation, operationErrors, supersedeOperations } from "#lib/operations/index.ts"
import type { OperationView } from "#lib/operations/contract.ts"
import { notify, transaction } from "#lib/storage/index.ts"

import { failureCodes } from "./errors.ts"
import { lockDeploymentRowById, updateDeployment } from "./queries.ts"

/**
 * Cancels the creation or update of a deployment that is still in progress: what it started is stopped, the generation
 * that serves goes on.
 *
 * @throws operations.not_found, operations.settled, operations.not_cancelable
 */
export async function cancelOperation(ctx: Context, id: string): Promise<OperationView> {
  authorise(ctx, "operations/cancel")
  const operation = await getOperation(ctx, id)
  if (operation.status !== "InProgress") {
    throw new AppError(operationErrors.settled, `The operation has ended already: ${operation.status}.`, { target: id })
  }
  if (operation.kind !== "deployment.create" && operation.kind !== "deployment.update") {
    throw new AppError(
      operationErrors.notCancelable,
      `"${operation.kind}" takes effect at once and cannot be canceled.`,
      {
        target: id,
      },
    )
  }
  await transaction(ctx.db, async (tx) => {
    const row = await lockDeploymentRowById(tx, ctx.workspaceId, operation.target.id)
    const nowMs = ctx.clock.nowMs()
    const kinds = ["deployment.create", "deployment.update"] as const
    await supersedeOperations(tx, { targetId: operation.target.id, kinds, nowMs, message: "Canceled." })
    if (!row) return
    await updateDeployment(tx, row.id, {
      failedGeneration: row.generation,
      failure: {
        code: failureCodes.canceled.code,
        message: `${ctx.caller.name} canceled the change.`,
        phase: "start",
        generation: row.generation,
        log: [],
      },
      provisioningState: "Canceled",
      updatedAt: new Date(nowMs),
    })
    await notify(tx, "desired", row.id)
  })
  return await getOperation(ctx, id)
}
