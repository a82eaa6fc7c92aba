import { answerContext, authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { getOperation, listOpenOperationRows, operationErrors, settleOperation } from "#lib/operations/index.ts"
import { GENERATION_KINDS } from "#lib/operations/contract.ts"
import type { OperationView } from "#lib/operations/contract.ts"
import { notify, transaction } from "#lib/storage/index.ts"

import { failureCodes } from "./errors.ts"
import { lockDeploymentRowById, updateDeployment } from "./queries.ts"

const settled = (id: string, how: string) =>
  new AppError(operationErrors.settled, `The operation has ended already: ${how}.`, { target: id })

/**
 * Cancels the creation, update or restoration of a deployment that is still in progress: what it started is stopped, the generation
 * that serves goes on.
 *
 * @throws operations.not_found, operations.settled, operations.not_cancelable
 */
export async function cancelOperation(ctx: Context, id: string): Promise<OperationView> {
  authorise(ctx, "operations/cancel")
  const answer = answerContext(ctx)
  const operation = await getOperation(answer, id)
  if (operation.status !== "InProgress") throw settled(id, operation.status)
  if (!GENERATION_KINDS.some((kind) => kind === operation.kind)) {
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
    // Under the deployment's lock: a newer change, which nobody wants canceled, may have taken its place meanwhile.
    const open = (await listOpenOperationRows(tx, operation.target.id)).find((one) => one.id === id)
    if (!open || !row || open.generation !== row.generation) throw settled(id, "a newer change took its place")
    if (row.servingGeneration === row.generation) throw settled(id, "what it asked for serves")
    const nowMs = ctx.clock.nowMs()
    const message = `${ctx.caller.name} canceled the change.`
    const { code } = failureCodes.canceled
    await settleOperation(tx, open, { status: "Canceled", error: { code, message }, nowMs })
    await updateDeployment(tx, row.id, {
      failedGeneration: row.generation,
      failure: { code, message, phase: "start", generation: row.generation, log: [] },
      provisioningState: "Canceled",
      updatedAt: new Date(nowMs),
    })
    await notify(tx, "desired", row.id)
  })
  return await getOperation(answer, id)
}
