import { and, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm"

import { events, operations } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { GENERATION_KINDS } from "./schema.ts"
import type { OperationKind } from "./schema.ts"

export type OperationRow = typeof operations.$inferSelect
export type NewOperationRow = typeof operations.$inferInsert
export type EventRow = typeof events.$inferSelect

export async function insertOperation(db: Db, row: NewOperationRow): Promise<void> {
  await db.insert(operations).values(row)
}

/** One operation of the workspace, or null. */
export async function getOperationRow(db: Db, workspaceId: string, id: string): Promise<OperationRow | null> {
  const rows = await db
    .select()
    .from(operations)
    .where(and(eq(operations.workspaceId, workspaceId), eq(operations.id, id)))
  return rows[0] ?? null
}

/** The operation that a caller started under an idempotency key, or null. */
export async function getOperationRowByKey(
  db: Db,
  { workspaceId, createdBy, idempotencyKey }: { workspaceId: string; createdBy: string; idempotencyKey: string },
): Promise<OperationRow | null> {
  const rows = await db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.workspaceId, workspaceId),
        eq(operations.createdBy, createdBy),
        eq(operations.idempotencyKey, idempotencyKey),
      ),
    )
  return rows[0] ?? null
}

/** A page of operations, newest first. `before` is the id that the last page ended with (ids sort by time). */
export async function listOperationRows(
  db: Db,
  { workspaceId, limit, before, targetId }: { workspaceId: string; limit: number; before?: string; targetId?: string },
): Promise<OperationRow[]> {
  return await db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.workspaceId, workspaceId),
        before === undefined ? undefined : lt(operations.id, before),
        targetId === undefined ? undefined : eq(operations.targetId, targetId),
      ),
    )
    .orderBy(desc(operations.id))
    .limit(limit)
}

/** Operations in progress on one target, oldest first. */
export async function listOpenOperationRows(db: Db, targetId: string): Promise<OperationRow[]> {
  return await db
    .select()
    .from(operations)
    .where(and(eq(operations.targetId, targetId), eq(operations.status, "InProgress")))
    .orderBy(operations.id)
}

/** Ends an operation if it is still in progress. Answers whether it did. */
export async function settleOperationRow(
  db: Db,
  { id, status, error, finishedAt }: { id: string; status: string; error: unknown; finishedAt: Date },
): Promise<boolean> {
  const rows = await db
    .update(operations)
    .set({ status, error, finishedAt, updatedAt: finishedAt })
    .where(and(eq(operations.id, id), eq(operations.status, "InProgress")))
    .returning({ id: operations.id })
  return rows.length > 0
}

export async function updateOperationProgress(db: Db, id: string, progress: unknown): Promise<void> {
  await db
    .update(operations)
    .set({ progress, updatedAt: sql`now()` })
    .where(and(eq(operations.id, id), eq(operations.status, "InProgress")))
}

export async function setOperationRoutesVersion(db: Db, id: string, routesVersion: number): Promise<void> {
  await db.update(operations).set({ routesVersion, afterwards: null }).where(eq(operations.id, id))
}

/** Operations that wait for nothing but gateways at or below `version`. */
export async function listRoutedOperationRows(db: Db, version: number): Promise<OperationRow[]> {
  return await db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.status, "InProgress"),
        sql`${operations.routesVersion} <= ${version}`,
        or(
          inArray(operations.kind, ["endpoint.create", "endpoint.update", "endpoint.regenerateKeys", "traffic.update"]),
          and(inArray(operations.kind, [...GENERATION_KINDS]), isNull(operations.afterwards)),
        ),
      ),
    )
    .orderBy(operations.id)
    .limit(200)
}

/** Who started the newest operation of a kind on each of the targets. */
export async function listStarters(
  db: Db,
  { workspaceId, kind, targetIds }: { workspaceId: string; kind: OperationKind; targetIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ targetId: operations.targetId, createdBy: operations.createdBy })
    .from(operations)
    .where(
      and(
        eq(operations.workspaceId, workspaceId),
        eq(operations.kind, kind),
        inArray(operations.targetId, [...targetIds]),
      ),
    )
    .orderBy(operations.id)
  return new Map(rows.map((row) => [row.targetId, row.createdBy]))
}

/** A page of events, newest first. */
export async function listEventRows(
  db: Db,
  { workspaceId, limit, before, targetId }: { workspaceId: string; limit: number; before?: number; targetId?: string },
): Promise<EventRow[]> {
  return await db
    .select()
    .from(events)
    .where(
      and(
        eq(events.workspaceId, workspaceId),
        before === undefined ? undefined : lt(events.id, before),
        targetId === undefined ? undefined : eq(events.targetId, targetId),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit)
}
