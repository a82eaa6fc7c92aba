import { isReady } from "./plan-state.ts"
import type { DeploymentPlan, DeploymentState, PlanAction, PlannedGeneration } from "./plan-state.ts"
import type { Health, ProvisioningState } from "./schema.ts"

interface Summary {
  readonly actions: readonly PlanAction[]
  readonly target: PlannedGeneration | null
  readonly isFailed: boolean
  readonly lookAgainAtMs: number | null
}

/** The plan with the two statuses that people see. */
export function summarise(
  state: DeploymentState,
  { actions, target, isFailed, lookAgainAtMs }: Summary,
): DeploymentPlan {
  const ready = state.instances.filter(isReady).length
  const wanted = target?.instanceCount ?? state.desired.instanceCount
  const willServe = actions.some(({ kind }) => kind === "serve")
  const isSettled = willServe || state.serving?.generation === state.desired.generation
  return {
    actions,
    provisioningState: isFailed ? "Failed" : isSettled ? "Succeeded" : provisioningNow(state),
    health: healthNow(state, { ready, wanted, willServe }),
    ready,
    readyUpdated: state.instances.filter((one) => isReady(one) && one.templateHash === target?.templateHash).length,
    wanted,
    lookAgainAtMs,
  }
}

function provisioningNow({ serving, desired }: DeploymentState): ProvisioningState {
  if (!serving) return "Creating"
  return serving.templateHash === desired.templateHash ? "Scaling" : "Updating"
}

/**
 * | has served | ready        | health    |
 * |------------|--------------|-----------|
 * | no         | any          | Unknown   |
 * | yes        | 0            | Unhealthy |
 * | yes        | fewer        | Degraded  |
 * | yes        | all or more  | Healthy   |
 *
 * While an update runs, the serving generation's count is what "all" means.
 */
function healthNow(
  { serving }: DeploymentState,
  { ready, wanted, willServe }: { ready: number; wanted: number; willServe: boolean },
): Health {
  if (!serving && !willServe) return "Unknown"
  if (ready === 0) return "Unhealthy"
  return ready >= Math.min(wanted, serving?.instanceCount ?? wanted) ? "Healthy" : "Degraded"
}
