import { and, asc, desc, eq, isNull, lt, max, min, ne, sql } from "drizzle-orm"

import {
  deploymentRevisions,
  deployments,
  endpointKeys,
  endpoints,
  gatewayCounters,
  gateways,
  instances,
  routes,
  trafficRevisions,
} from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

export type EndpointRow = typeof endpoints.$inferSelect
export type TrafficRevisionRow = typeof trafficRevisions.$inferSelect

const isNamed = (workspaceId: string, name: string) =>
  and(
    eq(endpoints.workspaceId, workspaceId),
    eq(sql`lower(${endpoints.name})`, name.toLowerCase()),
    isNull(endpoints.deletedAt),
  )

/** A live endpoint of the workspace by name, or null. */
export async function getEndpointRow(db: Db, workspaceId: string, name: string): Promise<EndpointRow | null> {
  const rows = await db.select().from(endpoints).where(isNamed(workspaceId, name))
  return rows[0] ?? null
}

/** The same, locked until the transaction ends, so that changes of one endpoint happen one after the other. */
export async function lockEndpointRow(tx: Db, workspaceId: string, name: string): Promise<EndpointRow | null> {
  const rows = await tx.select().from(endpoints).where(isNamed(workspaceId, name)).for("update")
  return rows[0] ?? null
}

/** An endpoint by id, deleted or not: for the routing table. */
export async function getEndpointRowById(tx: Db, id: string): Promise<EndpointRow | null> {
  const rows = await tx.select().from(endpoints).where(eq(endpoints.id, id)).for("update")
  return rows[0] ?? null
}

export async function listKeyDigests(db: Db, endpointId: string) {
  return await db
    .select({ slot: endpointKeys.slot, digest: endpointKeys.digest })
    .from(endpointKeys)
    .where(eq(endpointKeys.endpointId, endpointId))
}

/** Live deployments with the revision whose settings apply: the serving one, before the first the desired one. */
export async function listRoutedDeployments(db: Db, endpointId: string) {
  return await db
    .select({
      id: deployments.id,
      name: deployments.name,
      generation: deploymentRevisions.generation,
      spec: deploymentRevisions.spec,
    })
    .from(deployments)
    .innerJoin(
      deploymentRevisions,
      and(
        eq(deploymentRevisions.deploymentId, deployments.id),
        eq(deploymentRevisions.generation, sql`coalesce(${deployments.servingGeneration}, ${deployments.generation})`),
      ),
    )
    .where(and(eq(deployments.endpointId, endpointId), isNull(deployments.deletedAt)))
}

/** Instances that may take requests now, with the handle that tells their socket. */
export async function listReadyInstances(db: Db, endpointId: string) {
  return await db
    .select({ id: instances.id, deploymentId: instances.deploymentId, handle: instances.handle })
    .from(instances)
    .innerJoin(deployments, eq(deployments.id, instances.deploymentId))
    .where(and(eq(deployments.endpointId, endpointId), isNull(deployments.deletedAt), eq(instances.phase, "Ready")))
}

/** The stored route of an endpoint, or null. */
export async function getRouteRow(db: Db, endpointId: string) {
  const rows = await db.select().from(routes).where(eq(routes.endpointId, endpointId))
  return rows[0] ?? null
}

/** The newest version that was dealt; 0 before the first. */
export async function getNewestVersion(db: Db): Promise<number> {
  const rows = await db.select({ version: max(routes.version) }).from(routes)
  return rows[0]?.version ?? 0
}

export async function saveRoute(tx: Db, row: { endpointId: string; version: number; route: unknown }): Promise<void> {
  await tx
    .insert(routes)
    .values(row)
    .onConflictDoUpdate({
      target: routes.endpointId,
      set: { version: row.version, route: row.route, updatedAt: sql`now()` },
    })
}

/** The version that every live gateway serves by; null when no gateway is live, so that nobody is waited for. */
export async function getAppliedVersion(db: Db): Promise<number | null> {
  const rows = await db
    .select({ version: min(gateways.appliedVersion) })
    .from(gateways)
    .where(sql`${gateways.leaseUntil} > now()`)
  return rows[0]?.version ?? null
}

export async function saveTraffic(
  tx: Db,
  { endpointId, traffic, updatedAt }: { endpointId: string; traffic: Record<string, number>; updatedAt: Date },
): Promise<number> {
  const rows = await tx
    .update(endpoints)
    .set({ traffic, revision: sql`${endpoints.revision} + 1`, provisioningState: "Updating", updatedAt })
    .where(eq(endpoints.id, endpointId))
    .returning({ revision: endpoints.revision })
  return rows[0]?.revision ?? 0
}

export async function insertTrafficRevision(tx: Db, row: Omit<typeof trafficRevisions.$inferInsert, "number">) {
  await tx.insert(trafficRevisions).values({
    ...row,
    number: sql`(select coalesce(max(number), 0) + 1 from traffic_revisions where endpoint_id = ${row.endpointId})`,
  })
}

/** A page of an endpoint's traffic revisions, newest first. */
export async function listTrafficRevisionRows(
  db: Db,
  {
    workspaceId,
    endpointId,
    limit,
    before,
  }: { workspaceId: string; endpointId: string; limit: number; before?: number },
): Promise<TrafficRevisionRow[]> {
  return await db
    .select()
    .from(trafficRevisions)
    .where(
      and(
        eq(trafficRevisions.workspaceId, workspaceId),
        eq(trafficRevisions.endpointId, endpointId),
        before === undefined ? undefined : lt(trafficRevisions.number, before),
      ),
    )
    .orderBy(desc(trafficRevisions.number))
    .limit(limit)
}

/** The traffic revision of an endpoint by number, or null. */
export async function getTrafficRevisionRow(
  db: Db,
  endpointId: string,
  number: number,
): Promise<TrafficRevisionRow | null> {
  const rows = await db
    .select()
    .from(trafficRevisions)
    .where(and(eq(trafficRevisions.endpointId, endpointId), eq(trafficRevisions.number, number)))
  return rows[0] ?? null
}

/**
 * The newest traffic revision of an endpoint with another split than the one in force, or null. A stored split has no zero
 * shares, so equal ones are equal as JSON.
 */
export async function getOtherSplitRow(
  db: Db,
  { id, traffic }: Pick<EndpointRow, "id" | "traffic">,
): Promise<TrafficRevisionRow | null> {
  const rows = await db
    .select()
    .from(trafficRevisions)
    .where(and(eq(trafficRevisions.endpointId, id), ne(trafficRevisions.traffic, traffic)))
    .orderBy(desc(trafficRevisions.number))
    .limit(1)
  return rows[0] ?? null
}

/** Answers per live deployment and status, over all gateways. One that took a deleted one's name begins at nothing. */
export async function listRequestCounts(db: Db, workspaceId: string, endpointId: string) {
  return await db
    .select({
      deployment: deployments.name,
      code: gatewayCounters.code,
      count: sql<number>`sum(${gatewayCounters.count})`.mapWith(Number),
    })
    .from(gatewayCounters)
    .innerJoin(deployments, eq(deployments.id, gatewayCounters.deploymentId))
    .where(
      and(
        eq(gatewayCounters.endpointId, endpointId),
        eq(deployments.workspaceId, workspaceId),
        isNull(deployments.deletedAt),
      ),
    )
    .groupBy(deployments.name, gatewayCounters.code)
    .orderBy(asc(deployments.name), asc(gatewayCounters.code))
}
