import { setTimeout as delay } from "node:timers/promises"

import { instanceHandleSchema } from "#lib/compute/index.ts"
import { deploymentSpec } from "#lib/deployments/contract.ts"

import { observeEnd } from "./observe-end.ts"
import type { ControllerDeps } from "./ports.ts"
import { listRevisions } from "./queries.ts"
import type { InstanceRow } from "./queries.ts"
import { recordEnd } from "./record-end.ts"

/** A request that a gateway picked the instance for just before it applied the new route is written by then. */
const SETTLE_MS = 200
/** What the runtime gets beyond the longest request before it is killed, seconds. */
const GRACE_S = 5

/** Stops a draining instance that is in no route any more: running requests finish, then it ends. */
export async function stopInstance(deps: ControllerDeps, row: InstanceRow): Promise<void> {
  const handle = instanceHandleSchema.safeParse(row.handle)
  const [revision] = await listRevisions(deps.db, row.deploymentId, [row.generation])
  const timeoutMs = revision ? deploymentSpec.parse(revision.spec).requestSettings.request_timeout_ms : 0
  // A deployment that nobody can call any more and one that never was ready have no requests to wait for.
  const graceS = row.reason === "failed" || row.readyAt === null ? 1 : Math.ceil(timeoutMs / 1000) + GRACE_S
  await delay(SETTLE_MS)
  if (handle.success) await deps.compute.stop(handle.data, { graceS })
  // It may have crashed while it was drained, or been killed after the grace.
  const observed = (await deps.compute.observe()).find(({ instanceId }) => instanceId === row.id)
  await recordEnd(deps, row, await observeEnd(deps.compute, observed, { wasReady: row.readyAt !== null }))
}
