import type { Health, InstancePhase, ProbeSettings, ProvisioningState } from "./schema.ts"

/** A generation as the plan needs it. */
export interface PlannedGeneration {
  readonly generation: number
  readonly templateHash: string
  readonly instanceCount: number
  readonly readinessProbe: ProbeSettings
  readonly livenessProbe: ProbeSettings
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
  /** Since when one that was ready is not, for unready ones. */
  readonly unreadySinceMs: number | null
  /** When it left service: ended by itself, or was told to go. */
  readonly endedAtMs: number | null
  /** Why it left service. */
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
  /** Ready instances of the template that is wanted; the others are on their way out. */
  readonly readyUpdated: number
  readonly wanted: number
  /** When to look again although nothing happened; null: not needed. */
  readonly lookAgainAtMs: number | null
}

/** Whether an instance is in service or on its way there. */
export const isLive = ({ phase }: PlannedInstance): boolean => phase !== "Stopped" && phase !== "Draining"
export const isReady = ({ phase }: PlannedInstance): boolean => phase === "Ready"

/** Between the restarts of a process that ends again and again. */
export const RESTART_BACKOFF = { firstMs: 1000, maxMs: 60_000 }
/** A process that was ready this long ended by chance, not by how it was made: twice the longest wait. */
const STABLE_AFTER_MS = 2 * RESTART_BACKOFF.maxMs

/** An end by itself, by the liveness probe, or for not being ready in time: failures of the instance's own. */
const FAILURES: ReadonlySet<string> = new Set(["exited", "liveness", "failed"])

/** Instances of a generation that left service by a failure of their own. */
export function failuresOf(
  { generation }: PlannedGeneration,
  instances: readonly PlannedInstance[],
): readonly PlannedInstance[] {
  return instances.filter((one) => one.generation === generation && !isLive(one) && FAILURES.has(one.reason))
}

/** Whether an instance of `generation` that failed had done well long enough for its end to say nothing about the next one. */
export function wasStable(
  { reason, readyAtMs, endedAtMs }: PlannedInstance,
  { livenessProbe: { failure_threshold, period, timeout } }: PlannedGeneration,
): boolean {
  if (readyAtMs === null || endedAtMs === null) return false
  // One that was killed had answered nothing for as long as its probe allows.
  const silentMs = reason === "liveness" ? failure_threshold * Math.max(period, timeout) * 1000 : 0
  return endedAtMs - readyAtMs - silentMs >= STABLE_AFTER_MS
}

export function drain(instanceId: string, reason: Extract<PlanAction, { kind: "drain" }>["reason"]): PlanAction {
  return { kind: "drain", instanceId, reason }
}

/** Milliseconds that an instance has from its start until it must be ready. */
export function readinessDeadlineMs({ initial_delay, failure_threshold, period }: ProbeSettings): number {
  return (initial_delay + failure_threshold * period) * 1000
}

/** The newest generation of a template: its probes are those of all the template's instances. */
function newestOf({ desired, serving, failedGeneration }: DeploymentState, templateHash: string) {
  const kept = failedGeneration === desired.generation ? [serving] : [desired, serving]
  return kept.find((one) => one?.templateHash === templateHash)
}

/**
 * When an instance that is not ready is late; null: never. Before a generation serves, one that is ready no more has as
 * long as one that starts: all must be ready together. Later the liveness probe alone decides.
 */
export function lateAtMs(state: DeploymentState, instance: PlannedInstance): number | null {
  const { phase, generation, templateHash, startedAtMs, unreadySinceMs } = instance
  const probe = newestOf(state, templateHash)?.readinessProbe
  const isAwaited = generation === state.desired.generation && generation !== state.serving?.generation
  const sinceMs = phase === "Starting" ? startedAtMs : phase === "Unready" && isAwaited ? unreadySinceMs : null
  return probe && sinceMs !== null ? sinceMs + readinessDeadlineMs(probe) : null
}

/** Whether an instance should have been ready by now and is not. */
export function isLate(state: DeploymentState, instance: PlannedInstance, nowMs: number): boolean {
  return nowMs >= (lateAtMs(state, instance) ?? Infinity)
}
