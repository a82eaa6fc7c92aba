import { instanceHandleSchema } from "#lib/compute/index.ts"
import type { ObservedInstance } from "#lib/compute/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { clearHandle, listEndedWithFiles } from "./queries.ts"

/** Ended instances of a deployment whose output is kept for people who ask what happened. */
const KEPT_PER_DEPLOYMENT = 3

/**
 * Frees the files of ended instances: all of a deleted deployment's at once, of others all but the newest three. Instances
 * on the machine that the database knows nothing of are ended and removed too.
 *
 * @param live ids of instances that have not ended.
 */
export async function removeEnded(
  { db, compute, hostId, log }: ControllerDeps,
  live: ReadonlySet<string>,
  observed: ReadonlyMap<string, ObservedInstance>,
): Promise<void> {
  const seen = new Map<string, number>()
  const known = new Set(live)
  for (const { instance, isDeleted } of await listEndedWithFiles(db, hostId)) {
    const count = (seen.get(instance.deploymentId) ?? 0) + 1
    seen.set(instance.deploymentId, count)
    known.add(instance.id)
    if (!isDeleted && count <= KEPT_PER_DEPLOYMENT) continue
    const handle = instanceHandleSchema.safeParse(instance.handle)
    if (handle.success) await compute.remove(handle.data)
    await clearHandle(db, instance.id)
  }
  for (const one of observed.values()) {
    if (known.has(one.instanceId)) continue
    log.info({ instance: one.instanceId }, "An instance that nothing needs is removed")
    await compute.remove(one.handle)
  }
}
