import type { InstanceEnd } from "#lib/deployments/contract.ts"
import type { Compute, ObservedInstance } from "#lib/compute/index.ts"

import { phaseOfEnd } from "./instance-end.ts"
import { readLogTail } from "./read-log-tail.ts"

/** How an instance that the machine shows as ended, or does not show at all, came to its end. */
export async function observeEnd(
  compute: Compute,
  observed: ObservedInstance | undefined,
  { wasReady }: { wasReady: boolean },
): Promise<InstanceEnd> {
  const failed = observed?.phases.find(({ error }) => error !== undefined)
  return {
    code: observed?.exit?.code ?? null,
    signal: observed?.exit?.signal ?? null,
    oom: observed?.exit?.oom ?? false,
    phase: phaseOfEnd(observed, wasReady),
    error: failed?.error ? { kind: failed.error.kind, message: failed.error.message } : null,
    startError: null,
    log: observed?.handle ? await readLogTail(compute, observed.handle) : [],
  }
}
