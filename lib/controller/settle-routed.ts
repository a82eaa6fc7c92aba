import { listRoutedOperationRows, settleOperation } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"
import { getAppliedVersion } from "#lib/traffic/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { hasWaitingOperations, listFinishedDeletions, markEndpointSettled } from "./queries.ts"
import { runLoop } from "./run-loop.ts"
import type { Loop } from "./run-loop.ts"

const ROUND_MS = 1000
/** While an operation waits for the gateways, their answer is looked for this often. */
const WAITING_MS = 20

/**
 * Ends operations whose change every live gateway has applied, and deletions of which nothing is left on the host. With no
 * live gateway nobody is waited for: one that starts reads the newest routes first.
 */
export async function settleRouted({ db, clock }: Pick<ControllerDeps, "db" | "clock">): Promise<void> {
  await transaction(db, async (tx) => {
    const applied = (await getAppliedVersion(tx)) ?? Number.MAX_SAFE_INTEGER
    const nowMs = clock.nowMs()
    for (const operation of await listRoutedOperationRows(tx, applied)) {
      if (operation.targetType === "endpoint") await markEndpointSettled(tx, operation.targetId)
      await settleOperation(tx, operation, { status: "Succeeded", nowMs })
    }
    for (const operation of await listFinishedDeletions(tx, applied)) {
      await settleOperation(tx, operation, { status: "Succeeded", nowMs })
    }
  })
}

/** The loop of it. */
export function runSettling(deps: ControllerDeps, signal: AbortSignal): Loop {
  return runLoop({
    name: "settling",
    intervalMs: ROUND_MS,
    signal,
    log: deps.log,
    round: async () => {
      if (!(await hasWaitingOperations(deps.db))) return null
      await settleRouted(deps)
      return WAITING_MS
    },
  })
}
