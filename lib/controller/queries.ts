import { and, asc, eq, exists, inArray, isNotNull, isNull, max, ne, or, sql } from "drizzle-orm"

import {
  deploymentRevisions,
  deployments,
  endpoints,
  environmentBuilds,
  hosts,
  instances,
} from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

export type DeploymentRow = typeof deployments.$inferSelect
export type RevisionRow = typeof deploymentRevisions.$inferSelect
export type InstanceRow = typeof instances.$inferSelect
export type BuildRow = typeof environmentBuilds.$inferSelect

/** Deployments that may need something: live ones, and deleted ones whose instances are not all gone. */
export async function listDeploymentIds(db: Db): Promise<string[]> {
  const hasLeftovers = exists(
    db
      .select({ one: sql`1` })
      .from(instances)
      .where(
        and(
          eq(instances.deploymentId, deployments.id),
          or(ne(instances.phase, "Stopped"), isNotNull(instances.handle)),
        ),
      ),
  )
  const rows = await db
    .select({ id: deployments.id })
    .from(deployments)
    .where(or(isNull(deployments.deletedAt), hasLeftovers))
    .orderBy(asc(deployments.id))
  return rows.map(({ id }) => id)
}

/** The deployments that an event names: by their own id or by their endpoint's. */
export async function listDeploymentIdsOf(db: Db, id: string): Promise<string[]> {
  const rows = await db
    .select({ id: deployments.id })
    .from(deployments)
    .where(or(eq(deployments.id, id), eq(deployments.endpointId, id)))
  return rows.map((row) => row.id)
}

export async function lockDeployment(tx: Db, id: string): Promise<DeploymentRow | null> {
  const rows = await tx.select().from(deployments).where(eq(deployments.id, id)).for("update")
  return rows[0] ?? null
}

/** Locks an endpoint's row. Every transaction that also locks deployments or instances of it takes this lock first. */
export async function lockEndpoint(tx: Db, id: string): Promise<void> {
  await tx.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.id, id)).for("update")
}

export async function getDeployment(db: Db, id: string): Promise<DeploymentRow | null> {
  const rows = await db.select().from(deployments).where(eq(deployments.id, id))
  return rows[0] ?? null
}

export async function getEndpoint(db: Db, id: string) {
  const rows = await db.select().from(endpoints).where(eq(endpoints.id, id))
  return rows[0] ?? null
}

export async function listRevisions(
  db: Db,
  deploymentId: string,
  generations: readonly number[],
): Promise<RevisionRow[]> {
  return await db
    .select()
    .from(deploymentRevisions)
    .where(
      and(
        eq(deploymentRevisions.deploymentId, deploymentId),
        inArray(deploymentRevisions.generation, [...generations]),
      ),
    )
}

export async function listBuilds(db: Db, hostId: string, hashes: readonly string[]): Promise<BuildRow[]> {
  if (hashes.length === 0) return []
  return await db
    .select()
    .from(environmentBuilds)
    .where(and(eq(environmentBuilds.hostId, hostId), inArray(environmentBuilds.hash, [...hashes])))
}

export async function saveBuild(db: Db, row: typeof environmentBuilds.$inferInsert): Promise<void> {
  const { hash, hostId, ...changes } = row
  await db
    .insert(environmentBuilds)
    .values({ hash, hostId, ...changes })
    .onConflictDoUpdate({ target: [environmentBuilds.hash, environmentBuilds.hostId], set: changes })
}

export async function setRevisionEnvironment(
  db: Db,
  id: string,
  changes: { environmentHash?: string; environmentWarnings?: string[]; environmentError?: unknown },
): Promise<void> {
  await db.update(deploymentRevisions).set(changes).where(eq(deploymentRevisions.id, id))
}

/**
 * Revisions whose environment this host has to make: the wanted generation of live deployments that have not failed, and
 * the serving one, unless it is there or is known to be impossible.
 */
export async function listRevisionsToBuild(db: Db, hostId: string): Promise<RevisionRow[]> {
  const rows = await db
    .select({ revision: deploymentRevisions })
    .from(deploymentRevisions)
    .innerJoin(deployments, eq(deployments.id, deploymentRevisions.deploymentId))
    .leftJoin(
      environmentBuilds,
      and(eq(environmentBuilds.hash, deploymentRevisions.environmentHash), eq(environmentBuilds.hostId, hostId)),
    )
    .where(
      and(
        isNull(deployments.deletedAt),
        isNull(deploymentRevisions.environmentError),
        or(
          and(
            eq(deploymentRevisions.generation, deployments.generation),
            sql`${deployments.failedGeneration} is distinct from ${deployments.generation}`,
          ),
          eq(deploymentRevisions.generation, deployments.servingGeneration),
        ),
        sql`${environmentBuilds.status} is distinct from 'ready'`,
      ),
    )
    .orderBy(asc(deploymentRevisions.id))
  return rows.map(({ revision }) => revision)
}

export async function listInstances(db: Db, deploymentId: string): Promise<InstanceRow[]> {
  return await db.select().from(instances).where(eq(instances.deploymentId, deploymentId)).orderBy(asc(instances.id))
}

/** An instance that has not ended, and the generation whose probes it has. */
export type HostInstance = InstanceRow & { readonly probesGeneration: number }

/**
 * Instances that this host has to act on: all that have not ended. Their probes are those of the newest generation of
 * their template, wanted or serving, because a change of probes replaces no instance.
 */
export async function listHostInstances(db: Db, hostId: string): Promise<HostInstance[]> {
  const newest = db
    .select({ generation: max(deploymentRevisions.generation) })
    .from(deploymentRevisions)
    .where(
      and(
        eq(deploymentRevisions.deploymentId, instances.deploymentId),
        eq(deploymentRevisions.templateHash, instances.templateHash),
        or(
          eq(deploymentRevisions.generation, deployments.servingGeneration),
          and(
            eq(deploymentRevisions.generation, deployments.generation),
            sql`${deployments.failedGeneration} is distinct from ${deployments.generation}`,
          ),
        ),
      ),
    )
  const rows = await db
    .select({
      instance: instances,
      probesGeneration: sql<number>`coalesce((${newest}), ${instances.generation})`.mapWith(Number),
    })
    .from(instances)
    .innerJoin(deployments, eq(deployments.id, instances.deploymentId))
    .where(and(eq(instances.hostId, hostId), ne(instances.phase, "Stopped")))
    .orderBy(asc(instances.id))
  return rows.map(({ instance, probesGeneration }) => ({ ...instance, probesGeneration }))
}

export async function getInstance(db: Db, id: string): Promise<InstanceRow | null> {
  const rows = await db.select().from(instances).where(eq(instances.id, id))
  return rows[0] ?? null
}

export async function insertInstance(tx: Db, row: typeof instances.$inferInsert): Promise<void> {
  await tx.insert(instances).values(row)
}

/** Changes an instance only while it is in one of `from`: stale work stops itself. Answers the row, or null if it moved on. */
export async function updateInstance(
  tx: Db,
  id: string,
  from: readonly string[],
  changes: Partial<typeof instances.$inferInsert>,
): Promise<InstanceRow | null> {
  const rows = await tx
    .update(instances)
    .set({ updatedAt: sql`now()`, ...changes })
    .where(and(eq(instances.id, id), inArray(instances.phase, [...from])))
    .returning()
  return rows[0] ?? null
}

/** Says from which version on a deployment's draining instances are in no route. */
export async function setUnroutedVersion(tx: Db, deploymentId: string, version: number): Promise<void> {
  await tx
    .update(instances)
    .set({ unroutedVersion: version })
    .where(
      and(eq(instances.deploymentId, deploymentId), eq(instances.phase, "Draining"), isNull(instances.unroutedVersion)),
    )
}

/** Forgets where an ended instance's files were, once they are gone. */
export async function clearHandle(db: Db, id: string): Promise<void> {
  await db
    .update(instances)
    .set({ handle: null })
    .where(and(eq(instances.id, id), eq(instances.phase, "Stopped")))
}

/** Ended instances of this host whose files are still there, newest first within a deployment. */
export async function listEndedWithFiles(db: Db, hostId: string) {
  return await db
    .select({ instance: instances, isDeleted: sql<boolean>`${deployments.deletedAt} is not null` })
    .from(instances)
    .innerJoin(deployments, eq(deployments.id, instances.deploymentId))
    .where(and(eq(instances.hostId, hostId), eq(instances.phase, "Stopped"), isNotNull(instances.handle)))
    .orderBy(asc(instances.deploymentId), sql`${instances.id} desc`)
}

export async function saveObserved(
  tx: Db,
  id: string,
  changes: Partial<
    Pick<
      typeof deployments.$inferInsert,
      "servingGeneration" | "failedGeneration" | "failure" | "provisioningState" | "health" | "conditions"
    >
  >,
): Promise<void> {
  await tx.update(deployments).set(changes).where(eq(deployments.id, id))
}

export async function saveHost(db: Db, row: typeof hosts.$inferInsert): Promise<void> {
  const { id: _id, ...changes } = row
  await db.insert(hosts).values(row).onConflictDoUpdate({ target: hosts.id, set: changes })
}

export async function getHost(db: Db, id: string) {
  const rows = await db.select().from(hosts).where(eq(hosts.id, id))
  return rows[0] ?? null
}

/** The host of that name, or null. */
export async function getHostByName(db: Db, name: string) {
  const rows = await db.select().from(hosts).where(eq(hosts.name, name))
  return rows[0] ?? null
}
