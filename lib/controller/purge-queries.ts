import { and, eq, exists, isNull, lt, ne, not, or, sql } from "drizzle-orm"

import {
  deploymentRevisions,
  deployments,
  drafts,
  endpoints,
  environmentBuilds,
  gatewayCounters,
  gateways,
  instances,
} from "#drizzle/schema/index.ts"
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

/** Under this name stand the counts of all gateways that are gone. */
const GONE = "gone"

/**
 * Adds what gateways that are gone have counted into one row per deployment and status, so that a start of a gateway leaves
 * nothing behind for ever; counts of purged deployments go. A gateway writes its own row before it counts.
 */
export async function foldCounters(tx: Db): Promise<void> {
  await tx.execute(sql`
    delete from ${gatewayCounters} c where not exists (select 1 from ${deployments} d where d.id = c.deployment_id)`)
  await tx.execute(sql`
    with gone as (
      delete from ${gatewayCounters} c
       where c.gateway_id <> ${GONE} and not exists (select 1 from ${gateways} g where g.id = c.gateway_id)
      returning c.endpoint_id, c.deployment_id, c.code, c.count)
    insert into ${gatewayCounters} as kept (gateway_id, endpoint_id, deployment_id, code, count)
    select ${GONE}, endpoint_id, deployment_id, code, sum(count) from gone group by endpoint_id, deployment_id, code
    on conflict (gateway_id, endpoint_id, deployment_id, code)
    do update set count = kept.count + excluded.count, updated_at = now()`)
}

/** Drafts that nobody has changed for 30 days. Their owners do not see them any more. */
export async function forgetDrafts(tx: Db, now: Date): Promise<void> {
  await tx.delete(drafts).where(lt(drafts.expiresAt, now))
}

/** Gateways that have been silent for an hour are not coming back under their id. */
export async function forgetGateways(tx: Db, before: Date): Promise<void> {
  await tx.delete(gateways).where(lt(gateways.leaseUntil, before))
}

/** Builds that a live deployment's wanted or serving revision, or an instance, has need of. */
const isInUse = (db: Db) => {
  const wanted = db
    .select({ one: sql`1` })
    .from(deploymentRevisions)
    .innerJoin(deployments, eq(deployments.id, deploymentRevisions.deploymentId))
    .where(
      and(
        eq(deploymentRevisions.environmentHash, environmentBuilds.hash),
        isNull(deployments.deletedAt),
        or(
          eq(deploymentRevisions.generation, deployments.generation),
          eq(deploymentRevisions.generation, deployments.servingGeneration),
        ),
      ),
    )
  const running = db
    .select({ one: sql`1` })
    .from(instances)
    .innerJoin(
      deploymentRevisions,
      and(
        eq(deploymentRevisions.deploymentId, instances.deploymentId),
        eq(deploymentRevisions.generation, instances.generation),
      ),
    )
    .where(and(eq(deploymentRevisions.environmentHash, environmentBuilds.hash), ne(instances.phase, "Stopped")))
  return or(exists(wanted), exists(running))
}

/** Notes which builds of a host are in use now: an environment is kept for a while after it was last. */
export async function noteUsedEnvironments(db: Db, hostId: string, now: Date): Promise<void> {
  await db
    .update(environmentBuilds)
    .set({ lastUsedAt: now })
    .where(and(eq(environmentBuilds.hostId, hostId), isInUse(db)))
}

/** Builds of a host that nothing has need of, begun, built and last in use before `before`. */
const isUnused = (db: Db, hostId: string, before: Date) => {
  const { startedAt, finishedAt, lastUsedAt, createdAt } = environmentBuilds
  return and(
    eq(environmentBuilds.hostId, hostId),
    sql`coalesce(greatest(${startedAt}, ${finishedAt}, ${lastUsedAt}), ${createdAt}) < ${before.toISOString()}`,
    not(sql`${isInUse(db)}`),
  )
}

export async function listUnusedEnvironments(db: Db, hostId: string, before: Date): Promise<string[]> {
  const rows = await db
    .select({ hash: environmentBuilds.hash })
    .from(environmentBuilds)
    .where(isUnused(db, hostId, before))
  return rows.map(({ hash }) => hash)
}

export async function isEnvironmentUnused(db: Db, hostId: string, hash: string, before: Date): Promise<boolean> {
  return (await db.$count(environmentBuilds, and(eq(environmentBuilds.hash, hash), isUnused(db, hostId, before)))) > 0
}

export async function forgetBuild(db: Db, hostId: string, hash: string): Promise<void> {
  await db.delete(environmentBuilds).where(and(eq(environmentBuilds.hash, hash), eq(environmentBuilds.hostId, hostId)))
}
