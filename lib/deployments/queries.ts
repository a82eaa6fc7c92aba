import { and, asc, desc, eq, inArray, isNull, lt, ne, sql } from "drizzle-orm"

import { deploymentRevisions, deployments, environmentBuilds, instances } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

export type DeploymentRow = typeof deployments.$inferSelect
export type NewDeploymentRow = typeof deployments.$inferInsert
export type RevisionRow = typeof deploymentRevisions.$inferSelect
export type InstanceRow = typeof instances.$inferSelect

const isLive = isNull(deployments.deletedAt)

interface DeploymentKey {
  readonly workspaceId: string
  readonly endpointId: string
  readonly name: string
}

const isNamed = ({ workspaceId, endpointId, name }: DeploymentKey) =>
  and(
    eq(deployments.workspaceId, workspaceId),
    eq(deployments.endpointId, endpointId),
    eq(sql`lower(${deployments.name})`, name.toLowerCase()),
    isLive,
  )

/** A live deployment of the workspace, or null. */
export async function getDeploymentRow(db: Db, key: DeploymentKey): Promise<DeploymentRow | null> {
  const rows = await db.select().from(deployments).where(isNamed(key))
  return rows[0] ?? null
}

/** The same, locked until the transaction ends. */
export async function lockDeploymentRow(tx: Db, key: DeploymentKey): Promise<DeploymentRow | null> {
  const rows = await tx.select().from(deployments).where(isNamed(key)).for("update")
  return rows[0] ?? null
}

/** A deployment by id and workspace; deleted or not. */
export async function getDeploymentRowById(db: Db, workspaceId: string, id: string): Promise<DeploymentRow | null> {
  const rows = await db
    .select()
    .from(deployments)
    .where(and(eq(deployments.workspaceId, workspaceId), eq(deployments.id, id)))
  return rows[0] ?? null
}

/** A deployment by id and workspace, locked; deleted or not. */
export async function lockDeploymentRowById(tx: Db, workspaceId: string, id: string): Promise<DeploymentRow | null> {
  const rows = await tx
    .select()
    .from(deployments)
    .where(and(eq(deployments.workspaceId, workspaceId), eq(deployments.id, id)))
    .for("update")
  return rows[0] ?? null
}

/** Live deployments of an endpoint by name, in the order of the letters' codes. An endpoint has at most 20. */
export async function listDeploymentRows(db: Db, workspaceId: string, endpointId: string): Promise<DeploymentRow[]> {
  return await db
    .select()
    .from(deployments)
    .where(and(eq(deployments.workspaceId, workspaceId), eq(deployments.endpointId, endpointId), isLive))
    .orderBy(sql`${deployments.name} collate "C"`)
}

export async function insertDeployment(tx: Db, row: NewDeploymentRow): Promise<void> {
  await tx.insert(deployments).values(row)
}

export async function updateDeployment(
  tx: Db,
  id: string,
  changes: Partial<
    Pick<
      NewDeploymentRow,
      | "name"
      | "generation"
      | "servingGeneration"
      | "failedGeneration"
      | "failure"
      | "conditions"
      | "provisioningState"
      | "health"
      | "deletedAt"
      | "purgeAt"
    >
  > & {
    updatedAt: Date
  },
): Promise<void> {
  await tx
    .update(deployments)
    .set({ ...changes, revision: sql`${deployments.revision} + 1` })
    .where(eq(deployments.id, id))
}

export async function insertRevision(tx: Db, row: typeof deploymentRevisions.$inferInsert): Promise<void> {
  await tx.insert(deploymentRevisions).values(row)
}

/** One generation of a deployment, or null. */
export async function getRevisionRow(db: Db, deploymentId: string, generation: number): Promise<RevisionRow | null> {
  const rows = await db
    .select()
    .from(deploymentRevisions)
    .where(and(eq(deploymentRevisions.deploymentId, deploymentId), eq(deploymentRevisions.generation, generation)))
  return rows[0] ?? null
}

/** The newest revisions of the given deployments: what each is wanted to be. */
export async function listDesiredRevisions(db: Db, deploymentIds: readonly string[]): Promise<RevisionRow[]> {
  const rows = await db
    .select({ revision: deploymentRevisions })
    .from(deploymentRevisions)
    .innerJoin(
      deployments,
      and(
        eq(deployments.id, deploymentRevisions.deploymentId),
        eq(deployments.generation, deploymentRevisions.generation),
      ),
    )
    .where(inArray(deployments.id, [...deploymentIds]))
  return rows.map(({ revision }) => revision)
}

/** Instances of the given deployments that have not ended, oldest first. */
export async function listLiveInstanceRows(db: Db, deploymentIds: readonly string[]): Promise<InstanceRow[]> {
  return await db
    .select()
    .from(instances)
    .where(and(inArray(instances.deploymentId, [...deploymentIds]), ne(instances.phase, "Stopped")))
    .orderBy(asc(instances.id))
}

/** All kept instances of a deployment, newest first, ended ones included. */
export async function listInstanceRows(db: Db, workspaceId: string, deploymentId: string): Promise<InstanceRow[]> {
  return await db
    .select()
    .from(instances)
    .where(and(eq(instances.workspaceId, workspaceId), eq(instances.deploymentId, deploymentId)))
    .orderBy(desc(instances.id))
}

/**
 * What the live deployments of the whole installation have of a host: sizes and counts, of whoever they are. One that
 * failed before it ever served has no instances.
 */
export async function listReservations(db: Db, exceptId: string | null) {
  const { spec } = deploymentRevisions
  return await db
    .select({
      instanceType: sql<string>`${spec} ->> 'instanceType'`,
      instanceCount: sql<number>`(${spec} ->> 'instanceCount')::int`,
    })
    .from(deployments)
    .innerJoin(
      deploymentRevisions,
      and(
        eq(deploymentRevisions.deploymentId, deployments.id),
        eq(deploymentRevisions.generation, deployments.generation),
      ),
    )
    .where(
      and(
        isLive,
        exceptId === null ? undefined : ne(deployments.id, exceptId),
        sql`(${deployments.servingGeneration} is not null or ${deployments.failedGeneration} is distinct from ${deployments.generation})`,
      ),
    )
}

/** How long the instances of a deployment that became ready took from their start, milliseconds; null if none did. */
export async function getLongestStartMs(db: Db, deploymentId: string): Promise<number | null> {
  const rows = await db
    .select({ ms: sql<number | null>`max((${instances.phasesMs} ->> 'start')::float8)` })
    .from(instances)
    .where(eq(instances.deploymentId, deploymentId))
  return rows[0]?.ms ?? null
}

/** Whether a host builds the environment of that hash, or is about to. */
export async function hasRunningBuild(db: Db, hash: string): Promise<boolean> {
  const rows = await db
    .select({ status: environmentBuilds.status })
    .from(environmentBuilds)
    .where(eq(environmentBuilds.hash, hash))
  return rows.length === 0 || rows.some(({ status }) => status === "building" || status === "missing")
}

/** A page of a deployment's instances, newest first. `before` is the id that the last page ended with. */
export async function listInstancePage(
  db: Db,
  { deploymentId, limit, before }: { deploymentId: string; limit: number; before: string | undefined },
): Promise<InstanceRow[]> {
  return await db
    .select()
    .from(instances)
    .where(and(eq(instances.deploymentId, deploymentId), before === undefined ? undefined : lt(instances.id, before)))
    .orderBy(desc(instances.id))
    .limit(limit)
}

/** A page of a deployment's revisions, newest first. `before` is the generation that the last page ended with. */
export async function listRevisionPage(
  db: Db,
  { deploymentId, limit, before }: { deploymentId: string; limit: number; before: number | undefined },
): Promise<RevisionRow[]> {
  const { generation } = deploymentRevisions
  return await db
    .select()
    .from(deploymentRevisions)
    .where(
      and(
        eq(deploymentRevisions.deploymentId, deploymentId),
        before === undefined ? undefined : lt(generation, before),
      ),
    )
    .orderBy(desc(generation))
    .limit(limit)
}
