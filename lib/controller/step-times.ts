import type { ObservedInstance } from "#lib/compute/index.ts"

/** Milliseconds of each step of a start that the runtime has reported as done. */
export function stepTimes(observed: Pick<ObservedInstance, "phases"> | undefined): Record<string, number> {
  const steps = (observed?.phases ?? []).flatMap(({ phase, ms }) =>
    ms === undefined ? [] : [[phase, Math.round(ms)] as const],
  )
  return Object.fromEntries(steps)
}
