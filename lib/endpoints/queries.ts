import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm"

import { deploymentRevisions, deployments, endpointKeys, endpoints, instances } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

export type EndpointRow = typeof endpoints.$inferSelect
export type NewEndpointRow = typeof endpoints.$inferInsert

const isLive = isNull(endpoints.deletedAt)
const hasName = (name: string) => eq(sql`lower(${endpoints.name})`, name.toLowerCase())

/** Whether any workspace has a live endpoint of that name. Tells nothing else about it. */
export async function isNameTaken(db: Db, name: string): Promise<boolean> {
  const rows = await db
    .select({ id: endpoints.id })
    .from(endpoints)
    .where(and(hasName(name), isLive))
    .limit(1)
  return rows.length > 0
}

/** Names of live endpoints of the whole installation that begin so, in lower case. */
export async function listNamesLike(db: Db, beginning: string): Promise<string[]> {
  const name = sql<string>`lower(${endpoints.name})`
  const rows = await db
    .select({ name })
    .from(endpoints)
    .where(and(isLive, sql`starts_with(${name}, ${beginning.toLowerCase()})`))
  return rows.map((row) => row.name)
}

export async function insertEndpoint(tx: Db, row: NewEndpointRow): Promise<EndpointRow | null> {
  const rows = await tx.insert(endpoints).values(row).onConflictDoNothing().returning()
  return rows[0] ?? null
}

export async function updateEndpoint(
  tx: Db,
  id: string,
  changes: Pick<NewEndpointRow, "description" | "tags" | "properties" | "publicNetworkAccess"> & { updatedAt: Date },
): Promise<EndpointRow | null> {
  const rows = await tx
    .update(endpoints)
    .set({ ...changes, provisioningState: "Updating", revision: sql`${endpoints.revision} + 1` })
    .where(eq(endpoints.id, id))
    .returning()
  return rows[0] ?? null
}

/** Counts one more change of an endpoint whose other columns stay, for instance a key rotation. */
export async function touchEndpoint(tx: Db, id: string, updatedAt: Date): Promise<void> {
  await tx
    .update(endpoints)
    .set({ provisioningState: "Updating", revision: sql`${endpoints.revision} + 1`, updatedAt })
    .where(eq(endpoints.id, id))
}

/** Marks an endpoint and its deployments deleted; rows go at `purgeAt`. Answers the ids of the deployments. */
export async function softDeleteEndpoint(
  tx: Db,
  { id, deletedAt, purgeAt }: { id: string; deletedAt: Date; purgeAt: Date },
): Promise<string[]> {
  await tx
    .update(endpoints)
    .set({ deletedAt, purgeAt, provisioningState: "Deleting", traffic: {}, updatedAt: deletedAt })
    .where(eq(endpoints.id, id))
  const rows = await tx
    .update(deployments)
    .set({ deletedAt, purgeAt, provisioningState: "Deleting", updatedAt: deletedAt })
    .where(and(eq(deployments.endpointId, id), isNull(deployments.deletedAt)))
    .returning({ id: deployments.id })
  return rows.map((row) => row.id)
}

/** A page of the workspace's live endpoints by name. `after` is the name that the last page ended with. */
export async function listEndpointRows(
  db: Db,
  { workspaceId, limit, after }: { workspaceId: string; limit: number; after?: string },
): Promise<EndpointRow[]> {
  return await db
    .select()
    .from(endpoints)
    .where(
      and(
        eq(endpoints.workspaceId, workspaceId),
        eq(endpoints.kind, "online"),
        isLive,
        after === undefined ? undefined : gt(endpoints.name, after),
      ),
    )
    .orderBy(asc(endpoints.name))
    .limit(limit)
}

export async function countEndpoints(db: Db, workspaceId: string): Promise<number> {
  return await db.$count(endpoints, and(eq(endpoints.workspaceId, workspaceId), isLive))
}

/**
 * The live deployments of the endpoints of one page, each with what its wanted generation asks for and how many of its
 * instances are ready: one query, however many endpoints. In order of creation, which is also what each looks like on pages.
 */
export async function listDeploymentSummaries(db: Db, workspaceId: string, endpointIds: readonly string[]) {
  const ready = db.$count(instances, and(eq(instances.deploymentId, deployments.id), eq(instances.phase, "Ready")))
  return await db
    .select({
      endpointId: deployments.endpointId,
      name: deployments.name,
      provisioningState: deployments.provisioningState,
      health: deployments.health,
      instanceCount: sql<number>`(${deploymentRevisions.spec} ->> 'instanceCount')::int`,
      readyInstances: ready,
      failureCode: sql<
        string | null
      >`case when ${deployments.failedGeneration} = ${deployments.generation} then ${deployments.failure} ->> 'code' end`,
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
        eq(deployments.workspaceId, workspaceId),
        inArray(deployments.endpointId, [...endpointIds]),
        isNull(deployments.deletedAt),
      ),
    )
    .orderBy(asc(deployments.createdAt), asc(deployments.id))
}

export type DeploymentSummaryRow = Awaited<ReturnType<typeof listDeploymentSummaries>>[number]

export async function saveKey(tx: Db, row: typeof endpointKeys.$inferInsert): Promise<void> {
  const { digest, sealed, createdAt } = row
  await tx
    .insert(endpointKeys)
    .values(row)
    .onConflictDoUpdate({ target: [endpointKeys.endpointId, endpointKeys.slot], set: { digest, sealed, createdAt } })
}

export async function listSealedKeys(db: Db, workspaceId: string, endpointId: string) {
  return await db
    .select({ slot: endpointKeys.slot, sealed: endpointKeys.sealed })
    .from(endpointKeys)
    .where(and(eq(endpointKeys.workspaceId, workspaceId), eq(endpointKeys.endpointId, endpointId)))
}
