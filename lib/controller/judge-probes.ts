import type { ProbeSettings } from "#lib/deployments/contract.ts"

/** Results in a row of one probe of one instance. */
export interface ProbeStreak {
  readonly successes: number
  readonly failures: number
}

export const NO_PROBES: ProbeStreak = { successes: 0, failures: 0 }

/** Between two probes of an instance that has not been ready: nobody waits 10 s for a model that is up in one. */
const STARTING_PERIOD_MS = 50
/** After this long a slow start is probed once a second only. */
const FAST_UNTIL_MS = 30_000
const SLOW_PERIOD_MS = 1000

/** Counts one more result. */
export function countProbe(streak: ProbeStreak, isSuccess: boolean): ProbeStreak {
  return isSuccess ? { successes: streak.successes + 1, failures: 0 } : { successes: 0, failures: streak.failures + 1 }
}

/** What a streak says under a probe's thresholds; null: not enough results yet. */
export function judgeProbes(
  streak: ProbeStreak,
  { success_threshold, failure_threshold }: ProbeSettings,
): "ok" | "failed" | null {
  if (streak.successes >= success_threshold) return "ok"
  return streak.failures >= failure_threshold ? "failed" : null
}

/** Milliseconds until the next readiness probe of an instance that is starting and is probed since `beganMs`. */
export function startingPeriodMs(beganMs: number, nowMs: number): number {
  return nowMs - beganMs < FAST_UNTIL_MS ? STARTING_PERIOD_MS : SLOW_PERIOD_MS
}
