import { and, desc, eq, isNull, lt, sql } from "drizzle-orm"
import { z } from "zod"

import type { Db } from "#lib/storage/index.ts"

import type { AssetKind, AssetRow } from "./asset-kind.ts"

interface Named {
  readonly workspaceId: string
  readonly name: string
}

interface Paged {
  readonly workspaceId: string
  readonly limit: number
  /** Id of the last row of the page before; ids sort by creation. */
  readonly before?: string | undefined
  readonly withArchived: boolean
}

/** One version, archived or not, or null. */
export async function getAssetRow<Row extends AssetRow, Content>(
  db: Db,
  { table, row }: AssetKind<Row, Content>,
  { workspaceId, name, version }: Named & { version: string },
): Promise<Row | null> {
  const rows: unknown[] = await db
    .select()
    .from(table)
    .where(and(eq(table.workspaceId, workspaceId), eq(table.name, name), eq(table.version, version)))
  return rows.length === 0 ? null : row.parse(rows[0])
}

/** The newest version that is not archived, or null. Versions of one moment are told apart by their number. */
export async function getLatestAssetRow<Row extends AssetRow, Content>(
  db: Db,
  { table, row }: AssetKind<Row, Content>,
  { workspaceId, name }: Named,
): Promise<Row | null> {
  const rows: unknown[] = await db
    .select()
    .from(table)
    .where(and(eq(table.workspaceId, workspaceId), eq(table.name, name), isNull(table.archivedAt)))
    .orderBy(desc(table.createdAt), desc(sql`length(${table.version})`), desc(table.version))
    .limit(1)
  return rows.length === 0 ? null : row.parse(rows[0])
}

/** The largest version of a name that is a whole number of at most 15 digits, or 0. Archived ones count: no version is dealt twice. */
export async function getLargestVersion<Row extends AssetRow, Content>(
  db: Db,
  { table }: AssetKind<Row, Content>,
  { workspaceId, name }: Named,
): Promise<number> {
  const rows = await db
    .select({ largest: sql<unknown>`max(${table.version}::bigint)` })
    .from(table)
    .where(
      and(eq(table.workspaceId, workspaceId), eq(table.name, name), sql`${table.version} ~ '^(0|[1-9][0-9]{0,14})$'`),
    )
  return z.coerce.number().parse(rows[0]?.largest ?? 0)
}

/** A page of one name's versions, newest first. */
export async function listVersionRows<Row extends AssetRow, Content>(
  db: Db,
  { table, row }: AssetKind<Row, Content>,
  { workspaceId, name, limit, before, withArchived }: Paged & Named,
): Promise<Row[]> {
  const rows: unknown[] = await db
    .select()
    .from(table)
    .where(
      and(
        eq(table.workspaceId, workspaceId),
        eq(table.name, name),
        withArchived ? undefined : isNull(table.archivedAt),
        before === undefined ? undefined : lt(table.id, before),
      ),
    )
    .orderBy(desc(table.id))
    .limit(limit)
  return z.array(row).parse(rows)
}

/** A page of names, each by its newest version, newest first. */
export async function listNameRows<Row extends AssetRow, Content>(
  db: Db,
  { table, row }: AssetKind<Row, Content>,
  { workspaceId, limit, before, withArchived, withAnonymous }: Paged & { withAnonymous: boolean },
): Promise<Row[]> {
  const newest = db
    .selectDistinctOn([table.name], { id: table.id })
    .from(table)
    .where(
      and(
        eq(table.workspaceId, workspaceId),
        withArchived ? undefined : isNull(table.archivedAt),
        withAnonymous ? undefined : eq(table.isAnonymous, false),
      ),
    )
    .orderBy(table.name, desc(table.createdAt), desc(sql`length(${table.version})`), desc(table.version))
  const rows: unknown[] = await db
    .select()
    .from(table)
    .where(
      and(
        eq(table.workspaceId, workspaceId),
        sql`${table.id} in ${newest}`,
        before === undefined ? undefined : lt(table.id, before),
      ),
    )
    .orderBy(desc(table.id))
    .limit(limit)
  return z.array(row).parse(rows)
}

/** Changes what of a version may change. */
export async function updateAssetRow<Row extends AssetRow, Content>(
  db: Db,
  { table }: AssetKind<Row, Content>,
  { workspaceId, id }: { workspaceId: string; id: string },
  set: Partial<Pick<AssetRow, "description" | "tags" | "properties" | "archivedAt" | "updatedAt">>,
): Promise<void> {
  await db
    .update(table)
    .set(set)
    .where(and(eq(table.workspaceId, workspaceId), eq(table.id, id)))
}
