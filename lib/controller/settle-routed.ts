import { listRoutedOperationRows, settleOperation } from "#lib/operations/index.ts"
import type { OperationRow } from "#lib/operations/index.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"
import { getAppliedVersion } from "#lib/traffic/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { getDeployment, lockEndpoint } from "./queries.ts"
import { judgeRestore } from "./judge-restore.ts"
import { runLoop } from "./run-loop.ts"
import type { Loop } from "./run-loop.ts"
import {
  hasWaitingOperations,
  listFinishedDeletions,
  listFinishedRestores,
  listUnsettledEndpointIds,
  markEndpointSettled,
} from "./settle-queries.ts"

const ROUND_MS = 1000
/** While an operation waits for the gateways, their answer is looked for this often. */
const WAITING_MS = 20

/**
 * Ends operations whose change every live gateway has applied, deletions of which nothing is left on the host, and
 * restorations of endpoints whose deployments have all come to an end. With no
 * live gateway nobody is waited for: one that starts reads the newest routes first. Each is ended under the lock of its
 * endpoint, so that the endpoint's own state is settled with the last change of it, and by no earlier one.
 */
export async function settleRouted({ db, clock }: Pick<ControllerDeps, "db" | "clock">): Promise<void> {
  const applied = (await getAppliedVersion(db)) ?? Number.MAX_SAFE_INTEGER
  const operations = [
    ...(await listRoutedOperationRows(db, applied)),
    ...(await listFinishedDeletions(db, applied)),
    ...(await listFinishedRestores(db, applied)),
  ]
  for (const operation of operations) {
    await transaction(db, async (tx) => {
      const endpointId = await getEndpointIdOf(tx, operation)
      if (endpointId !== null) await lockEndpoint(tx, endpointId)
      await settleOperation(tx, operation, { ...(await judgeRestore(tx, operation)), nowMs: clock.nowMs() })
      if (endpointId !== null) await markEndpointSettled(tx, endpointId)
    })
  }
  // The operation that changed it may have been superseded before every gateway had its change.
  for (const endpointId of await listUnsettledEndpointIds(db)) {
    await transaction(db, async (tx) => {
      await lockEndpoint(tx, endpointId)
      await markEndpointSettled(tx, endpointId)
    })
  }
}

/** An operation's endpoint: its target, or the one of its deployment. Null when that is purged. */
async function getEndpointIdOf(tx: Db, { targetType, targetId }: OperationRow): Promise<string | null> {
  if (targetType === "endpoint") return targetId
  return (await getDeployment(tx, targetId))?.endpointId ?? null
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
