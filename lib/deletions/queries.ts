import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm"

import { deploymentRevisions, deployments, endpoints, trafficRevisions } from "#drizzle/schema/index.ts"
import type { DeploymentRow } from "#lib/deployments/index.ts"
import type { Db } from "#lib/storage/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

/** Where a page goes on: what was deleted before this moment, and at it those with smaller ids. */
export interface DeletionCursor {
  readonly at: Date
  readonly id: string
}

/** Deleted and not yet due for the purge at `now`, which may come a little late. */
const isRestorable = (table: typeof endpoints | typeof deployments, now: Date) =>
  and(isNotNull(table.deletedAt), gt(table.purgeAt, now))

const isAfter = (table: typeof endpoints | typeof deployments, cursor: DeletionCursor | null) =>
  cursor === null
    ? undefined
    : or(lt(table.deletedAt, cursor.at), and(eq(table.deletedAt, cursor.at), lt(table.id, cursor.id)))

/** A page of the workspace's deleted endpoints, newest deletion first. */
export async function listDeletedEndpointRows(
  db: Db,
  { workspaceId, now, limit, cursor }: { workspaceId: string; now: Date; limit: number; cursor: DeletionCursor | null },
): Promise<EndpointRow[]> {
  return await db
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.workspaceId, workspaceId), isRestorable(endpoints, now), isAfter(endpoints, cursor)))
    .orderBy(desc(endpoints.deletedAt), desc(endpoints.id))
    .limit(limit)
}

/** Names of the deployments that were deleted together with each of the endpoints. */
export async function listLostDeployments(db: Db, workspaceId: string, endpointIds: readonly string[]) {
  return await db
    .select({ endpointId: deployments.endpointId, name: deployments.name })
    .from(deployments)
    .innerJoin(endpoints, and(eq(endpoints.id, deployments.endpointId), eq(endpoints.deletedAt, deployments.deletedAt)))
    .where(and(eq(deployments.workspaceId, workspaceId), inArray(deployments.endpointId, [...endpointIds])))
    .orderBy(sql`${deployments.name} collate "C"`)
}

/** Which of these names live endpoints of the installation have, in lower case. */
export async function listTakenNames(db: Db, names: readonly string[]): Promise<Set<string>> {
  const name = sql<string>`lower(${endpoints.name})`
  const lower = names.map((one) => one.toLowerCase())
  const rows = await db
    .select({ name })
    .from(endpoints)
    .where(and(isNull(endpoints.deletedAt), inArray(name, lower)))
  return new Set(rows.map((row) => row.name))
}

/** A deleted endpoint that can be restored, locked until the transaction ends, or null. */
export async function lockDeletedEndpoint(
  tx: Db,
  { workspaceId, id, now }: { workspaceId: string; id: string; now: Date },
): Promise<EndpointRow | null> {
  const rows = await tx
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.workspaceId, workspaceId), eq(endpoints.id, id), isRestorable(endpoints, now)))
    .for("update")
  return rows[0] ?? null
}

/** Makes a deleted endpoint's row live again. */
export async function reopenEndpoint(
  tx: Db,
  { id, name, updatedAt }: { id: string; name: string; updatedAt: Date },
): Promise<void> {
  await tx
    .update(endpoints)
    .set({
      name,
      deletedAt: null,
      purgeAt: null,
      provisioningState: "Updating",
      revision: sql`${endpoints.revision} + 1`,
      updatedAt,
    })
    .where(eq(endpoints.id, id))
}

/** The deployments of an endpoint that were deleted at that moment, locked. */
export async function lockDeploymentsDeletedAt(tx: Db, endpointId: string, deletedAt: Date): Promise<DeploymentRow[]> {
  return await tx
    .select()
    .from(deployments)
    .where(and(eq(deployments.endpointId, endpointId), eq(deployments.deletedAt, deletedAt)))
    .orderBy(deployments.id)
    .for("update")
}

/** The newest split of an endpoint, or null if it never had one. */
export async function getNewestSplit(db: Db, endpointId: string) {
  const rows = await db
    .select({ number: trafficRevisions.number, traffic: trafficRevisions.traffic })
    .from(trafficRevisions)
    .where(eq(trafficRevisions.endpointId, endpointId))
    .orderBy(desc(trafficRevisions.number))
    .limit(1)
  return rows[0] ?? null
}

/** A page of an endpoint's deleted deployments, newest deletion first, with the size that they would come back with. */
export async function listDeletedDeploymentRows(
  db: Db,
  { endpointId, now, limit, cursor }: { endpointId: string; now: Date; limit: number; cursor: DeletionCursor | null },
) {
  return await db
    .select({
      row: deployments,
      instanceType: sql<string>`${deploymentRevisions.spec} ->> 'instanceType'`,
      instanceCount: sql<number>`(${deploymentRevisions.spec} ->> 'instanceCount')::int`,
    })
    .from(deployments)
    .innerJoin(
      deploymentRevisions,
      and(
        eq(deploymentRevisions.deploymentId, deployments.id),
        eq(deploymentRevisions.generation, sql`coalesce(${deployments.servingGeneration}, ${deployments.generation})`),
      ),
    )
    .where(and(eq(deployments.endpointId, endpointId), isRestorable(deployments, now), isAfter(deployments, cursor)))
    .orderBy(desc(deployments.deletedAt), desc(deployments.id))
    .limit(limit)
}

/** A deleted deployment of a live endpoint that can be restored, locked, or null. Lock the endpoint's row first. */
export async function lockDeletedDeployment(
  tx: Db,
  { endpointId, id, now }: { endpointId: string; id: string; now: Date },
): Promise<DeploymentRow | null> {
  const rows = await tx
    .select()
    .from(deployments)
    .where(and(eq(deployments.endpointId, endpointId), eq(deployments.id, id), isRestorable(deployments, now)))
    .for("update")
  return rows[0] ?? null
}

/** Names of an endpoint's live deployments, in lower case. */
export async function listLiveNames(db: Db, endpointId: string): Promise<Set<string>> {
  const rows = await db
    .select({ name: sql<string>`lower(${deployments.name})` })
    .from(deployments)
    .where(and(eq(deployments.endpointId, endpointId), isNull(deployments.deletedAt)))
  return new Set(rows.map((row) => row.name))
}
