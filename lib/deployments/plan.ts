/**
 * What must happen next to one deployment, as a pure decision.
 *
 * Rolling update: new instances are started 20 % of the wanted count at a time, at least one; an old one leaves only
 * when a new one is ready to take its place, so the count that serves never falls below the wanted one. A generation
 * that fails is not tried again until the desired state moves; the serving generation is kept at its own count.
 */
import { planRoll } from "./plan-roll.ts"
import { drain, failuresOf, isLate, isLive, isReady, wasStable } from "./plan-state.ts"
import type {
  DeploymentPlan,
  DeploymentState,
  FailureReason,
  PlanAction,
  PlannedGeneration,
  PlannedInstance,
} from "./plan-state.ts"
import { summarise } from "./plan-status.ts"
import { EXITS_BEFORE_READY_MAX } from "./schema.ts"

/** Decides. `nowMs` is the only clock. */
export function planDeployment(state: DeploymentState, nowMs: number): DeploymentPlan {
  const live = state.instances.filter(isLive)
  if (state.isDeleted) return planDeletion(live)
  const failure = findFailure(state, nowMs)
  const isFailed = failure !== null || state.failedGeneration === state.desired.generation
  const target = isFailed ? state.serving : state.desired
  const failActions: PlanAction[] = failure ? [failure] : []
  if (!target) {
    const drains = live.map(({ id }) => drain(id, "failed"))
    return summarise(state, { actions: [...failActions, ...drains], target, isFailed, lookAgainAtMs: null })
  }
  const roll = planRoll(state, target, live, nowMs, isFailed)
  const serves = !isFailed && isServed(state, target) ? [{ kind: "serve", generation: target.generation } as const] : []
  return summarise(state, {
    actions: [...failActions, ...roll.actions, ...serves],
    target,
    isFailed,
    lookAgainAtMs: roll.lookAgainAtMs,
  })
}

function planDeletion(live: readonly PlannedInstance[]): DeploymentPlan {
  const actions = live.map(({ id }) => drain(id, "deleted"))
  return {
    actions,
    provisioningState: "Deleting",
    health: "Unknown",
    ready: 0,
    readyUpdated: 0,
    wanted: 0,
    lookAgainAtMs: null,
  }
}

/**
 * Whether the desired generation has just failed: at once for what no retry can mend, after three
 * ends before the deployment is ready, or when an instance was not ready in initial_delay + failure_threshold x period.
 * One of several instances that is ready for a moment and ends, or is killed by its liveness probe, is such an end too: all
 * are never ready together. A generation that has served is never Failed.
 */
function findFailure(state: DeploymentState, nowMs: number): Extract<PlanAction, { kind: "fail" }> | null {
  const { desired, serving, failedGeneration } = state
  if (failedGeneration === desired.generation || serving?.generation === desired.generation) return null
  const fail = (reason: FailureReason, instanceId: string | null) =>
    ({ kind: "fail", generation: desired.generation, reason, instanceId }) as const
  if (desired.environment === "failed") return fail("environment", null)
  const ends = failuresOf(desired, state.instances)
  const fatal = ends.find(({ isFatal }) => isFatal)
  if (fatal) return fail("fatal", fatal.id)
  const early = ends.filter((one) => !wasStable(one, desired))
  if (early.length >= EXITS_BEFORE_READY_MAX) return fail("exits", early.at(-1)?.id ?? null)
  const late = state.instances.find((one) => one.generation === desired.generation && isLate(state, one, nowMs))
  return late ? fail("readiness", late.id) : null
}

/** A generation serves once it has all its instances ready and none of another template is left in the routes. */
function isServed(state: DeploymentState, target: PlannedGeneration): boolean {
  if (state.serving?.generation === target.generation) return false
  const live = state.instances.filter(isLive)
  const ready = live.filter((instance) => isReady(instance) && instance.templateHash === target.templateHash).length
  return ready >= target.instanceCount && live.every(({ templateHash }) => templateHash === target.templateHash)
}
