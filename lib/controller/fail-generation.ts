import { z } from "zod"

import type { Compute } from "#lib/compute/index.ts"
import { failureCodes } from "#lib/deployments/index.ts"
import type { PlanAction } from "#lib/deployments/index.ts"
import { instanceEnd } from "#lib/deployments/contract.ts"
import type { DeploymentFailure } from "#lib/deployments/contract.ts"
import { listOpenOperationRows, settleOperation } from "#lib/operations/index.ts"
import type { Transaction } from "#lib/storage/index.ts"

import { explainEnd } from "./instance-end.ts"
import { readLogTail } from "./read-log-tail.ts"
import type { ControllerDeps } from "./ports.ts"
import { listRevisions, saveObserved } from "./queries.ts"
import type { DeploymentRow, InstanceRow } from "./queries.ts"

const environmentErrorSchema = z.object({ code: z.string(), message: z.string(), log: z.array(z.string()).default([]) })
const PHASES = ["environment", "start", "imports", "init", "readiness", "running"] as const

/** Writes that a generation failed and why, and ends the operation that waits for it. It is not tried again. */
export async function failGeneration(
  { clock, compute }: ControllerDeps,
  tx: Transaction,
  row: DeploymentRow,
  action: Extract<PlanAction, { kind: "fail" }>,
  instances: readonly InstanceRow[],
): Promise<void> {
  const failure = await describeFailure(compute, tx, row, action, instances)
  await saveObserved(tx, row.id, { failedGeneration: action.generation, failure })
  for (const operation of await listOpenOperationRows(tx, row.id)) {
    if (operation.generation !== action.generation) continue
    await settleOperation(tx, operation, {
      status: "Failed",
      error: { code: failure.code, message: failure.message, details: failure },
      nowMs: clock.nowMs(),
    })
  }
}

async function describeFailure(
  compute: Compute,
  tx: Transaction,
  row: DeploymentRow,
  { generation, reason, instanceId }: Extract<PlanAction, { kind: "fail" }>,
  instances: readonly InstanceRow[],
): Promise<DeploymentFailure> {
  if (reason === "environment") {
    const [revision] = await listRevisions(tx, row.id, [generation])
    const error = environmentErrorSchema.safeParse(revision?.environmentError)
    const message = error.success ? error.data.message : "The environment could not be built."
    const log = error.success ? error.data.log : []
    const because = error.success ? error.data.code : null
    return {
      code: failureCodes.environmentFailed.code,
      reason: because,
      message,
      phase: "environment",
      generation,
      log,
    }
  }
  const instance = instances.find(({ id }) => id === instanceId)
  const end = instanceEnd.safeParse(instance?.lastExit)
  if (reason === "readiness" || instance?.reason === "liveness") {
    return { ...silence(instance), reason: null, generation, log: await readLogTail(compute, instance?.handle) }
  }
  if (!end.success) {
    return {
      code: failureCodes.crashed.code,
      reason: null,
      message: "The instances ended before the deployment was ready.",
      phase: "start",
      generation,
      log: [],
    }
  }
  const { definition, message } = explainEnd(end.data)
  const phase = PHASES.find((one) => one === end.data.phase) ?? "start"
  return { code: definition.code, reason: null, message, phase, generation, log: end.data.log }
}

/** Which probe an instance failed, which may have been ready before. */
function silence(instance: InstanceRow | undefined): Pick<DeploymentFailure, "code" | "phase" | "message"> {
  if (instance?.reason === "liveness") {
    return {
      code: failureCodes.crashed.code,
      phase: "running",
      message:
        "The instance was ready and then did not answer its liveness_probe failure_threshold times in a row. Its log shows what it was doing; if it was only busy, raise failure_threshold.",
    }
  }
  return {
    code: failureCodes.notReadyInTime.code,
    phase: "readiness",
    message: instance?.readyAt
      ? "The instance was ready, but not any more before the deployment served, for initial_delay + failure_threshold x period of its readiness_probe. Its log shows what it was doing; if it was only busy, raise failure_threshold."
      : "The instance was not ready within initial_delay + failure_threshold x period of its readiness_probe. Give it more time, or make init() faster.",
  }
}
