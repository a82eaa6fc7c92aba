import { planDeployment } from "#lib/deployments/index.ts"
import type { DeploymentPlan } from "#lib/deployments/index.ts"
import { canonicalJson } from "#lib/kernel/json.ts"
import { listOpenOperationRows, updateOperationProgress } from "#lib/operations/index.ts"
import { requireEpoch, transaction } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"
import { writeRoute } from "#lib/traffic/index.ts"

import { createInstance, drainInstance } from "./change-instances.ts"
import { conditionsOf } from "./conditions-of.ts"
import { failGeneration } from "./fail-generation.ts"
import type { ControllerDeps } from "./ports.ts"
import { getDeployment, lockDeployment, lockEndpoint, saveObserved, setUnroutedVersion } from "./queries.ts"
import type { DeploymentRow, InstanceRow } from "./queries.ts"
import { readState } from "./read-state.ts"
import { serveGeneration } from "./serve-generation.ts"

/** Name of the leadership whose epoch every plan and effect depends on. */
export const LEADERSHIP = "controller"

/** Failures that a person chose are shown as that, not as Failed. */
const CANCELED = "OperationCanceled"

/**
 * One step of one deployment towards its desired state: read, decide, write, all in one transaction that ends with nothing
 * if the leadership has moved on. What is to be done on a host is written as the instance's phase; the host does it.
 *
 * @param watchedSinceMs since when this leader has looked without a gap.
 * @returns when to look again without being told, milliseconds since 1970, or null.
 */
export async function reconcileDeployment(
  deps: ControllerDeps,
  { deploymentId, epoch, watchedSinceMs }: { deploymentId: string; epoch: number; watchedSinceMs: number },
): Promise<number | null> {
  return await transaction(deps.db, async (tx) => {
    await requireEpoch(tx, LEADERSHIP, epoch)
    const found = await getDeployment(tx, deploymentId)
    if (!found) return null
    await lockEndpoint(tx, found.endpointId)
    const row = await lockDeployment(tx, deploymentId)
    if (!row) return null
    const read = await readState(tx, row, { hostId: deps.hostId, watchedSinceMs })
    if (!read) return null
    const plan = planDeployment(read.state, deps.clock.nowMs())
    const isEnvironmentReady = read.state.desired.environment === "ready"
    const step: Step = { deps, tx, row, plan, instances: read.instances, isEnvironmentReady }
    const isRouteStale = await applyActions(step)
    if (isRouteStale) await writeRouteOfDrained(step)
    await saveStatus(step)
    await reportProgress(step)
    return plan.lookAgainAtMs
  })
}

interface Step {
  readonly deps: ControllerDeps
  readonly tx: Transaction
  readonly row: DeploymentRow
  readonly plan: DeploymentPlan
  readonly instances: readonly InstanceRow[]
  readonly isEnvironmentReady: boolean
}

/** Carries out what was decided. Answers whether instances left the routes. */
async function applyActions({ deps, tx, row, plan, instances }: Step): Promise<boolean> {
  let hasDrained = false
  const byId = new Map(instances.map((instance) => [instance.id, instance]))
  for (const action of plan.actions) {
    switch (action.kind) {
      case "create":
        await createInstance(deps, tx, row, action)
        break
      case "drain": {
        const instance = byId.get(action.instanceId)
        if (instance && (await drainInstance(deps, tx, instance, action.reason))) hasDrained = true
        break
      }
      case "fail":
        await failGeneration(deps, tx, row, action, instances)
        break
      case "serve":
        await serveGeneration(deps, tx, row, action.generation)
        break
    }
  }
  return hasDrained
}

/** Drained instances may stop once every gateway has applied the version that does not name them. */
async function writeRouteOfDrained({ tx, row }: Step): Promise<void> {
  const version = await writeRoute(tx, row.endpointId)
  await setUnroutedVersion(tx, row.id, version)
}

/** Writes the observed columns, only if they changed. */
async function saveStatus({ tx, row, plan, instances }: Step): Promise<void> {
  const isFailureOfNow = row.failedGeneration === row.generation
  const isCanceled = plan.provisioningState === "Failed" && isFailureOfNow && failureCode(row) === CANCELED
  const next = {
    provisioningState: isCanceled ? "Canceled" : plan.provisioningState,
    health: plan.health,
    conditions: conditionsOf(instances),
  }
  const before = { provisioningState: row.provisioningState, health: row.health, conditions: row.conditions }
  if (canonicalJson(next) !== canonicalJson(before)) await saveObserved(tx, row.id, next)
}

function failureCode({ failure }: DeploymentRow): unknown {
  return failure !== null && typeof failure === "object" && "code" in failure ? failure.code : null
}

/** Tells those who wait how many instances are ready of how many. While the environment is made, its build tells. */
async function reportProgress({ tx, row, plan, isEnvironmentReady }: Step): Promise<void> {
  if (!isEnvironmentReady || plan.provisioningState === "Succeeded" || plan.provisioningState === "Failed") return
  const progress = { phase: "instances", ready_instances: plan.readyUpdated, wanted_instances: plan.wanted }
  for (const operation of await listOpenOperationRows(tx, row.id)) {
    if (canonicalJson(progress) !== canonicalJson(operation.progress)) {
      await updateOperationProgress(tx, operation.id, progress)
    }
  }
}
