import type { ProbeSettings } from "./schema.ts"

const DELAY_SECONDS_MIN = 60
const DELAY_SECONDS_MAX = 3600

/**
 * The first probe's delay to try next when an instance was not ready in time: a minute, or twice what it was. Null when
 * it cannot grow.
 */
export function raiseDelay({ initial_delay: delay }: Pick<ProbeSettings, "initial_delay">): number | null {
  const next = Math.min(DELAY_SECONDS_MAX, Math.max(DELAY_SECONDS_MIN, 2 * delay))
  return next > delay ? next : null
}

/** How long an instance may take to become ready, seconds. */
export function startBudgetSeconds({ initial_delay, failure_threshold, period }: ProbeSettings): number {
  return initial_delay + failure_threshold * period
}
