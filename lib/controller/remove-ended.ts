import { instanceHandleSchema } from "#lib/compute/index.ts"
import type { InstanceHandle, ObservedInstance } from "#lib/compute/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { clearHandle, listEndedWithFiles } from "./queries.ts"

/** Ended instances of a deployment whose output is kept for people who ask what happened. */
const KEPT_PER_DEPLOYMENT = 3
/** How soon what could not be removed is tried again. */
const RETRY_MS = 60_000

/**
 * Frees the files of ended instances: all of a deleted deployment's at once, of others all but the newest three. Instances
 * on the machine that the database knows nothing of are ended and removed too. One that cannot be removed holds up no other.
 *
 * @param live ids of instances that have not ended.
 * @param notBefore when to try again what could not be removed, milliseconds since 1970 by id; kept between rounds.
 */
export async function removeEnded(
  deps: ControllerDeps,
  live: ReadonlySet<string>,
  observed: ReadonlyMap<string, ObservedInstance>,
  notBefore = new Map<string, number>(),
): Promise<void> {
  const { db, hostId, log } = deps
  const seen = new Map<string, number>()
  const known = new Set(live)
  for (const { instance, isDeleted } of await listEndedWithFiles(db, hostId)) {
    const count = (seen.get(instance.deploymentId) ?? 0) + 1
    seen.set(instance.deploymentId, count)
    known.add(instance.id)
    if (!isDeleted && count <= KEPT_PER_DEPLOYMENT) continue
    const handle = instanceHandleSchema.safeParse(instance.handle)
    if (!handle.success || (await isRemoved(deps, handle.data, notBefore))) await clearHandle(db, instance.id)
  }
  for (const one of observed.values()) {
    if (known.has(one.instanceId)) continue
    if (await isRemoved(deps, one.handle, notBefore))
      log.info({ instance: one.instanceId }, "An instance that nothing needs is removed")
  }
}

/** Removes an instance; false if that failed, or failed less than `RETRY_MS` ago. */
async function isRemoved(
  { compute, clock, log }: ControllerDeps,
  handle: InstanceHandle,
  notBefore: Map<string, number>,
): Promise<boolean> {
  const { instanceId } = handle
  if ((notBefore.get(instanceId) ?? 0) > clock.nowMs()) return false
  notBefore.delete(instanceId)
  try {
    await compute.remove(handle)
    return true
  } catch (error) {
    notBefore.set(instanceId, clock.nowMs() + RETRY_MS)
    log.error({ err: error, instance: instanceId }, "An ended instance cannot be removed and is tried again")
    return false
  }
}
