import { and, count, eq, getTableColumns, gt, inArray, isNull, sql } from "drizzle-orm"

import { blobs, trees, uploads } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

/** An upload without its list of files, which is large and never changes. */
export type UploadRow = Omit<typeof uploads.$inferSelect, "manifest">
export type TreeRow = typeof trees.$inferSelect

/** Which of `digests` the workspace has brought itself. What others brought does not count. */
export async function listBlobDigests(db: Db, workspaceId: string, digests: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ digest: blobs.digest })
    .from(blobs)
    .where(and(eq(blobs.workspaceId, workspaceId), sql`${blobs.digest} = any(${textArray(digests)})`))
  return new Set(rows.map((row) => row.digest))
}

/** A parameter of type text[]: one value however many there are, so that no limit on parameters is met. */
function textArray(values: readonly string[]) {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
}

export async function insertBlob(
  db: Db,
  row: { workspaceId: string; digest: string; sizeBytes: number; createdAt: Date },
): Promise<void> {
  await db.insert(blobs).values(row).onConflictDoNothing()
}

/** Forgets contents that are not in the store any more. */
export async function deleteBlobs(db: Db, workspaceId: string, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return
  await db.delete(blobs).where(and(eq(blobs.workspaceId, workspaceId), inArray(blobs.digest, [...digests])))
}

const { manifest: _manifest, ...uploadColumns } = getTableColumns(uploads)

export async function getUploadRow(db: Db, workspaceId: string, id: string): Promise<UploadRow | null> {
  const rows = await db
    .select(uploadColumns)
    .from(uploads)
    .where(and(eq(uploads.workspaceId, workspaceId), eq(uploads.id, id)))
  return rows[0] ?? null
}

/** The list of files of an upload as it was stored, or null. */
export async function getUploadManifest(db: Db, workspaceId: string, id: string): Promise<unknown> {
  const rows = await db
    .select({ manifest: uploads.manifest })
    .from(uploads)
    .where(and(eq(uploads.workspaceId, workspaceId), eq(uploads.id, id)))
  return rows[0]?.manifest ?? null
}

const isOpen = (workspaceId: string, now: Date) =>
  and(eq(uploads.workspaceId, workspaceId), isNull(uploads.completedAt), gt(uploads.expiresAt, now))

/** The workspace's open upload of a tree, or null. */
export async function getOpenUploadRow(
  db: Db,
  { workspaceId, treeDigest, now }: { workspaceId: string; treeDigest: string; now: Date },
): Promise<UploadRow | null> {
  const rows = await db
    .select(uploadColumns)
    .from(uploads)
    .where(and(isOpen(workspaceId, now), eq(uploads.treeDigest, treeDigest)))
    .orderBy(uploads.id)
    .limit(1)
  return rows[0] ?? null
}

export async function countOpenUploads(db: Db, workspaceId: string, now: Date): Promise<number> {
  const rows = await db.select({ value: count() }).from(uploads).where(isOpen(workspaceId, now))
  return rows[0]?.value ?? 0
}

export async function insertUpload(db: Db, row: typeof uploads.$inferInsert): Promise<void> {
  await db.insert(uploads).values(row)
}

export async function setUploadExpiry(db: Db, workspaceId: string, id: string, expiresAt: Date): Promise<void> {
  await db
    .update(uploads)
    .set({ expiresAt })
    .where(and(eq(uploads.workspaceId, workspaceId), eq(uploads.id, id)))
}

export async function setUploadCompleted(db: Db, workspaceId: string, id: string, now: Date): Promise<void> {
  await db
    .update(uploads)
    .set({ completedAt: now, updatedAt: now })
    .where(and(eq(uploads.workspaceId, workspaceId), eq(uploads.id, id), isNull(uploads.completedAt)))
}

/** Notes that the workspace has this tree; bringing it again starts its age anew. */
export async function upsertTree(db: Db, row: TreeRow): Promise<void> {
  await db
    .insert(trees)
    .values(row)
    .onConflictDoUpdate({ target: [trees.workspaceId, trees.digest], set: { createdAt: row.createdAt } })
}

export async function getTreeRow(db: Db, workspaceId: string, digest: string): Promise<TreeRow | null> {
  const rows = await db
    .select()
    .from(trees)
    .where(and(eq(trees.workspaceId, workspaceId), eq(trees.digest, digest)))
  return rows[0] ?? null
}
