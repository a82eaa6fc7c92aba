import { and, eq, exists, gte, inArray, isNotNull, isNull, ne, not, notExists, notInArray, or, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"

import { deployments, endpoints, instances, operations } from "#drizzle/schema/index.ts"
import type { OperationRow } from "#lib/operations/index.ts"
import type { Db } from "#lib/storage/index.ts"

const DELETIONS = ["endpoint.delete", "deployment.delete"] as const

/** Live endpoints that are still Creating or Updating although no operation on them waits for the gateways. */
const isSettledByNow = (db: Db) => {
  const ofEndpoint = db.select({ id: deployments.id }).from(deployments).where(eq(deployments.endpointId, endpoints.id))
  const open = db
    .select({ one: sql`1` })
    .from(operations)
    .where(
      and(
        eq(operations.status, "InProgress"),
        isNotNull(operations.routesVersion),
        notInArray(operations.kind, [...DELETIONS]),
        or(eq(operations.targetId, endpoints.id), inArray(operations.targetId, ofEndpoint)),
      ),
    )
  return and(
    inArray(endpoints.provisioningState, ["Creating", "Updating"]),
    isNull(endpoints.deletedAt),
    notExists(open),
  )
}

export async function listUnsettledEndpointIds(db: Db): Promise<string[]> {
  const rows = await db.select({ id: endpoints.id }).from(endpoints).where(isSettledByNow(db)).limit(200)
  return rows.map(({ id }) => id)
}

/** An endpoint is Succeeded once every gateway has applied the last of its changes. Lock its row first. */
export async function markEndpointSettled(tx: Db, id: string): Promise<void> {
  await tx
    .update(endpoints)
    .set({ provisioningState: "Succeeded" })
    .where(and(eq(endpoints.id, id), isSettledByNow(tx)))
}

/** Deletions in progress whose route every gateway has applied and whose instances are all gone with their files. */
export async function listFinishedDeletions(db: Db, appliedVersion: number) {
  const leftovers = db
    .select({ one: sql`1` })
    .from(instances)
    .innerJoin(deployments, eq(deployments.id, instances.deploymentId))
    .where(
      and(
        or(eq(deployments.id, operations.targetId), eq(deployments.endpointId, operations.targetId)),
        or(ne(instances.phase, "Stopped"), isNotNull(instances.handle)),
      ),
    )
  return await db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.status, "InProgress"),
        inArray(operations.kind, [...DELETIONS]),
        sql`${operations.routesVersion} <= ${appliedVersion}`,
        sql`not exists ${leftovers}`,
      ),
    )
}

/** Restorations in progress of deployments of an endpoint that is restored, started with it or after it. */
const openRestorationsOf = (db: Db) => {
  const part = alias(operations, "part")
  return db
    .select({ one: sql`1` })
    .from(part)
    .innerJoin(deployments, eq(deployments.id, part.targetId))
    .where(
      and(
        eq(deployments.endpointId, operations.targetId),
        eq(part.kind, "deployment.restore"),
        eq(part.status, "InProgress"),
        gte(part.createdAt, operations.createdAt),
      ),
    )
}

/** Whether an operation restores an endpoint of which not all deployments have come to an end. */
const waitsForDeployments = (db: Db) => and(eq(operations.kind, "endpoint.restore"), exists(openRestorationsOf(db)))

/** Restorations of endpoints whose route every gateway has applied and whose deployments have all come to an end. */
export async function listFinishedRestores(db: Db, appliedVersion: number): Promise<OperationRow[]> {
  return await db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.status, "InProgress"),
        eq(operations.kind, "endpoint.restore"),
        sql`${operations.routesVersion} <= ${appliedVersion}`,
        notExists(openRestorationsOf(db)),
      ),
    )
}

/** Deployments that did not come back with their endpoint, and why. */
export async function listFailedRestorations(db: Db, { id }: OperationRow) {
  const part = alias(operations, "part")
  return await db
    .select({ name: deployments.name, error: part.error })
    .from(operations)
    .innerJoin(deployments, eq(deployments.endpointId, operations.targetId))
    .innerJoin(
      part,
      and(
        eq(part.targetId, deployments.id),
        eq(part.kind, "deployment.restore"),
        eq(part.status, "Failed"),
        gte(part.createdAt, operations.createdAt),
      ),
    )
    .where(eq(operations.id, id))
    .orderBy(deployments.name)
}

/** Whether any operation waits for gateways or for instances to go, or an endpoint for its last operation. */
export async function hasWaitingOperations(db: Db): Promise<boolean> {
  const operation = db
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.status, "InProgress"),
        isNotNull(operations.routesVersion),
        // Those wait for instances, which takes as long as it takes: nothing to look for every few milliseconds.
        not(waitsForDeployments(db) ?? sql`false`),
      ),
    )
    .limit(1)
  if ((await operation).length > 0) return true
  return (await listUnsettledEndpointIds(db)).length > 0
}
