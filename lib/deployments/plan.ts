/**
 * What must happen next to one deployment, as a pure decision (`design.md` section 5).
 *
 * Rolling update: new instances are started 20 % of the wanted count at a time, at least one; an old one leaves only
 * when a new one is ready to take its place, so the count that serves never falls below the wanted one. A generation
 * that fails is not tried again until the desired state moves; the serving generation is kept at its own count.
 */
import { backoffMs } from "#lib/kernel/backoff.ts"

import { EXITS_BEFORE_READY_MAX } from "./schema.ts"
import type { Health, InstancePhase, ProbeSettings, ProvisioningState } from "./schema.ts"

/** Share of a deployment's instances that an update replaces at a time (Azure: 20 %). */
const ROLL_FRACTION = 0.2
const RESTART_BACKOFF = { firstMs: 1000, maxMs: 60_000 }
/** A process that was ready this long starts its back-off afresh when it ends. */
const STABLE_AFTER_MS = 10 * 60_000

/** A generation as the plan needs it. */
export interface PlannedGeneration {
  readonly generation: number
  readonly templateHash: string
  readonly instanceCount: number
  readonly readinessProbe: ProbeSettings
  /** Whether its environment is there on the host. */
  readonly environment: "missing" | "building" | "ready" | "failed"
}

/** One instance as it was observed. Stopped ones are given too: their exits are the history. */
export interface PlannedInstance {
  readonly id: string
  readonly generation: number
  readonly templateHash: string
  readonly phase: InstancePhase
  readonly startedAtMs: number | null
  readonly readyAtMs: number | null
  /** When it ended, for stopped ones. */
  readonly stoppedAtMs: number | null
  /** Why it ended: `exited` counts as a failure of its own. */
  readonly reason: string
  /** Its failure says that trying again is useless: no `run`, an import error, a package error. */
  readonly isFatal: boolean
}

export interface DeploymentState {
  readonly isDeleted: boolean
  readonly desired: PlannedGeneration
  /** The generation that serves; null before the first success. */
  readonly serving: PlannedGeneration | null
  readonly failedGeneration: number | null
  readonly instances: readonly PlannedInstance[]
}

export type FailureReason = "environment" | "fatal" | "exits" | "readiness"

export type PlanAction =
  | {
      readonly kind: "create"
      readonly generation: number
      readonly templateHash: string
      readonly startAfterMs: number
    }
  | {
      readonly kind: "drain"
      readonly instanceId: string
      readonly reason: "deleted" | "scaled" | "replaced" | "failed"
    }
  | {
      readonly kind: "fail"
      readonly generation: number
      readonly reason: FailureReason
      readonly instanceId: string | null
    }
  | { readonly kind: "serve"; readonly generation: number }

export interface DeploymentPlan {
  readonly actions: readonly PlanAction[]
  readonly provisioningState: ProvisioningState
  readonly health: Health
  readonly ready: number
  readonly wanted: number
  /** When to look again although nothing happened; null: not needed. */
  readonly lookAgainAtMs: number | null
}

const isLive = ({ phase }: PlannedInstance) => phase !== "Stopped" && phase !== "Draining"
const isReady = ({ phase }: PlannedInstance) => phase === "Ready"

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
  return { actions, provisioningState: "Deleting", health: "Unknown", ready: 0, wanted: 0, lookAgainAtMs: null }
}

function drain(instanceId: string, reason: "deleted" | "scaled" | "replaced" | "failed"): PlanAction {
  return { kind: "drain", instanceId, reason }
}

/**
 * Whether the desired generation has just failed (`design.md` section 7): at once for what no retry can mend, after three
 * exits before the first ready, or when an instance was not ready in initial_delay + failure_threshold x period. A
 * generation that has served is never Failed.
 */
function findFailure(state: DeploymentState, nowMs: number): Extract<PlanAction, { kind: "fail" }> | null {
  const { desired, serving, failedGeneration } = state
  if (failedGeneration === desired.generation || serving?.generation === desired.generation) return null
  const fail = (reason: FailureReason, instanceId: string | null) =>
    ({ kind: "fail", generation: desired.generation, reason, instanceId }) as const
  if (desired.environment === "failed") return fail("environment", null)
  const own = state.instances.filter(({ generation }) => generation === desired.generation)
  const fatal = own.find(({ phase, isFatal }) => phase === "Stopped" && isFatal)
  if (fatal) return fail("fatal", fatal.id)
  const exits = own.filter(
    ({ phase, reason, readyAtMs }) => phase === "Stopped" && reason === "exited" && readyAtMs === null,
  )
  if (exits.length >= EXITS_BEFORE_READY_MAX) return fail("exits", exits.at(-1)?.id ?? null)
  const late = own.find((instance) => isLive(instance) && isLate(instance, desired.readinessProbe, nowMs))
  return late ? fail("readiness", late.id) : null
}

/** Milliseconds that an instance has from its start until it must be ready. */
export function readinessDeadlineMs({ initial_delay, failure_threshold, period }: ProbeSettings): number {
  return (initial_delay + failure_threshold * period) * 1000
}

function isLate({ phase, startedAtMs }: PlannedInstance, probe: ProbeSettings, nowMs: number): boolean {
  return phase === "Starting" && startedAtMs !== null && nowMs >= startedAtMs + readinessDeadlineMs(probe)
}

interface Roll {
  readonly actions: readonly PlanAction[]
  readonly lookAgainAtMs: number | null
}

function planRoll(
  state: DeploymentState,
  target: PlannedGeneration,
  live: readonly PlannedInstance[],
  nowMs: number,
  isFailed: boolean,
): Roll {
  const current = live.filter(({ templateHash }) => templateHash === target.templateHash)
  const others = live.filter(({ templateHash }) => templateHash !== target.templateHash)
  const surplus = current.length - target.instanceCount
  const readyCurrent = current.filter(isReady).length
  const batch = Math.max(1, Math.ceil(target.instanceCount * ROLL_FRACTION))
  // While others still serve, only a batch may be on its way; with nothing to replace all start at once.
  const room = others.some(isReady) && !isFailed ? batch - (current.length - readyCurrent) : target.instanceCount
  const toCreate = target.environment === "ready" ? Math.min(-surplus, room) : 0
  const creates = [
    ...createMany(state, target, toCreate, nowMs),
    ...(state.serving ? createMany(state, state.serving, countToRestore(state.serving, target, live), nowMs) : []),
  ]

  const dispensable = Math.max(0, others.filter(isReady).length + readyCurrent - target.instanceCount)
  const isUseless = ({ phase, templateHash }: PlannedInstance) =>
    phase !== "Ready" &&
    (isFailed || templateHash !== state.serving?.templateHash || readyCurrent >= target.instanceCount)
  const replaced = [...others.filter(isUseless), ...others.filter(isReady).slice(0, dispensable)]
  const scaledDown = surplus > 0 ? leastUseful(current).slice(0, surplus) : []
  const late = live.filter((instance) => isLate(instance, target.readinessProbe, nowMs))
  const drains = new Map<string, PlanAction>([
    ...late.map(({ id }) => [id, drain(id, "failed")] as const),
    ...replaced.map(({ id }) => [id, drain(id, isFailed ? "failed" : "replaced")] as const),
    ...scaledDown.map(({ id }) => [id, drain(id, "scaled")] as const),
  ])
  return { actions: [...creates, ...drains.values()], lookAgainAtMs: nextDeadlineMs(live, target) }
}

function createMany(state: DeploymentState, target: PlannedGeneration, count: number, nowMs: number): PlanAction[] {
  const startAfterMs = nextStartMs(state.instances, target, nowMs)
  const { generation, templateHash } = target
  return Array.from({ length: Math.max(0, count) }, () => ({ kind: "create", generation, templateHash, startAfterMs }))
}

/**
 * Instances of the serving generation that have to come back while another generation is rolled out: those that ended by
 * themselves must not be missed until the new ones are ready.
 */
function countToRestore(
  serving: PlannedGeneration,
  target: PlannedGeneration,
  live: readonly PlannedInstance[],
): number {
  if (serving.templateHash === target.templateHash || serving.environment !== "ready") return 0
  const serve = live.filter(
    (instance) =>
      instance.templateHash === serving.templateHash ||
      (instance.templateHash === target.templateHash && isReady(instance)),
  )
  return Math.min(serving.instanceCount, target.instanceCount) - serve.length
}

/** The ones to stop first when there are too many: those that are not ready, then the youngest. */
function leastUseful(instances: readonly PlannedInstance[]): readonly PlannedInstance[] {
  return instances.toSorted(
    (a, b) => Number(isReady(a)) - Number(isReady(b)) || (b.startedAtMs ?? Infinity) - (a.startedAtMs ?? Infinity),
  )
}

/** When the next process of this template may start: doubling waits after exits in a row, from the last exit on. */
function nextStartMs(instances: readonly PlannedInstance[], target: PlannedGeneration, nowMs: number): number {
  const ended = instances
    .filter(
      ({ phase, reason, templateHash }) =>
        phase === "Stopped" && reason === "exited" && templateHash === target.templateHash,
    )
    .toSorted((a, b) => (b.stoppedAtMs ?? 0) - (a.stoppedAtMs ?? 0))
  const wasStable = ended.findIndex(
    ({ readyAtMs, stoppedAtMs }) => readyAtMs !== null && (stoppedAtMs ?? nowMs) - readyAtMs >= STABLE_AFTER_MS,
  )
  const inARow = wasStable === -1 ? ended.length : wasStable
  const last = ended[0]
  if (!last || inARow === 0) return nowMs
  // The first exit is restarted at once: most are a crash that a fresh process survives.
  return Math.max(nowMs, (last.stoppedAtMs ?? nowMs) + backoffMs(inARow - 1, RESTART_BACKOFF))
}

function nextDeadlineMs(live: readonly PlannedInstance[], target: PlannedGeneration): number | null {
  const deadlines = live
    .filter(({ phase }) => phase === "Starting")
    .flatMap(({ startedAtMs }) =>
      startedAtMs === null ? [] : [startedAtMs + readinessDeadlineMs(target.readinessProbe)],
    )
  return deadlines.length === 0 ? null : Math.min(...deadlines)
}

/** A generation serves once it has all its instances ready and none of another template is left in the routes. */
function isServed(state: DeploymentState, target: PlannedGeneration): boolean {
  if (state.serving?.generation === target.generation) return false
  const live = state.instances.filter(isLive)
  const ready = live.filter((instance) => isReady(instance) && instance.templateHash === target.templateHash).length
  return ready >= target.instanceCount && live.every(({ templateHash }) => templateHash === target.templateHash)
}

interface Summary {
  readonly actions: readonly PlanAction[]
  readonly target: PlannedGeneration | null
  readonly isFailed: boolean
  readonly lookAgainAtMs: number | null
}

function summarise(state: DeploymentState, { actions, target, isFailed, lookAgainAtMs }: Summary): DeploymentPlan {
  const ready = state.instances.filter(isReady).length
  const wanted = target?.instanceCount ?? state.desired.instanceCount
  const willServe = actions.some(({ kind }) => kind === "serve")
  const isSettled = willServe || state.serving?.generation === state.desired.generation
  return {
    actions,
    provisioningState: isFailed ? "Failed" : isSettled ? "Succeeded" : provisioningNow(state),
    health: healthNow(state, { ready, wanted, willServe }),
    ready,
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
