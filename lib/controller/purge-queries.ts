import { and, eq, isNull, lt } from "drizzle-orm"

import { deployments, endpoints, gateways, instances } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

/** Rows whose seven days are over. Instances, revisions, keys and traffic revisions go with them. */
export async function purgeDeleted(tx: Db, now: Date): Promise<{ endpoints: number; deployments: number }> {
  const goneDeployments = await tx
    .delete(deployments)
    .where(lt(deployments.purgeAt, now))
    .returning({ id: deployments.id })
  const goneEndpoints = await tx.delete(endpoints).where(lt(endpoints.purgeAt, now)).returning({ id: endpoints.id })
  return { endpoints: goneEndpoints.length, deployments: goneDeployments.length }
}

/** Instances that ended before `before` and whose files are gone. */
export async function forgetInstances(tx: Db, before: Date): Promise<void> {
  await tx
    .delete(instances)
    .where(and(eq(instances.phase, "Stopped"), isNull(instances.handle), lt(instances.stoppedAt, before)))
}

/** Gateways that have been silent for an hour are not coming back under their id. */
export async function forgetGateways(tx: Db, before: Date): Promise<void> {
  await tx.delete(gateways).where(lt(gateways.leaseUntil, before))
}
