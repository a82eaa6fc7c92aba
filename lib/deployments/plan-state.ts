import type { Health, InstancePhase, ProbeSettings, ProvisioningState } from "./schema.ts"

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

/** Whether an instance that has ended had been ready long enough for its end to say nothing about the next one. */
export function wasStable({ readyAtMs, stoppedAtMs }: PlannedInstance): boolean {
  return readyAtMs !== null && stoppedAtMs !== null && stoppedAtMs - readyAtMs >= STABLE_AFTER_MS
}

export function drain(instanceId: string, reason: Extract<PlanAction, { kind: "drain" }>["reason"]): PlanAction {
  return { kind: "drain", instanceId, reason }
}

/** Milliseconds that an instance has from its start until it must be ready. */
export function readinessDeadlineMs({ initial_delay, failure_threshold, period }: ProbeSettings): number {
  return (initial_delay + failure_threshold * period) * 1000
}

/** Whether an instance should have been ready by now and is not. */
export function isLate({ phase, startedAtMs }: PlannedInstance, probe: ProbeSettings, nowMs: number): boolean {
  return phase === "Starting" && startedAtMs !== null && nowMs >= startedAtMs + readinessDeadlineMs(probe)
}
