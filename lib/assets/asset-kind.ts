import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import { z } from "zod"

import type { Action } from "#lib/identity/index.ts"
import type { IdKind } from "#lib/kernel/ids.ts"
import type { Db } from "#lib/storage/index.ts"

/** Columns that the tables of all kinds of assets have. */
export const assetRow = z.object({
  id: z.string(),
  workspaceId: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  tags: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.string()),
  isAnonymous: z.boolean(),
  createdBy: z.string(),
  archivedAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type AssetRow = z.infer<typeof assetRow>

export type AssetTable = PgTable &
  Record<"id" | "workspaceId" | "name" | "version" | "isAnonymous" | "archivedAt" | "createdAt", PgColumn>

/**
 * One kind of versioned asset: models, codes and environments differ in their contents and share every rule about names,
 * versions, archiving and lists.
 */
export interface AssetKind<Row extends AssetRow, Content> {
  /** As events and messages call it. */
  readonly noun: "model" | "code" | "environment"
  readonly idKind: IdKind
  readonly readAction: Action
  readonly writeAction: Action
  readonly table: AssetTable
  /** Parses a row, so that what JSON columns hold is known. */
  readonly row: z.ZodType<Row>
  /** What of a row can never change: equal contents under one version are the same registration. */
  contentOf(row: Row): Content
  insert(tx: Db, base: AssetRow, content: Content): Promise<void>
}

/** What the API shows of any asset. */
export function viewAsset(row: AssetRow) {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    description: row.description,
    tags: row.tags,
    properties: row.properties,
    is_anonymous: row.isAnonymous,
    is_archived: row.archivedAt !== null,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
