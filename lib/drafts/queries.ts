import { and, desc, eq, getTableColumns, gt, sql } from "drizzle-orm"
import type { SQL } from "drizzle-orm"

import { drafts } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

export type DraftRow = typeof drafts.$inferSelect
/** A row without the payload, which is up to 256 KiB. */
export type DraftSummaryRow = Omit<DraftRow, "payload">

const { payload: _payload, ...summaryColumns } = getTableColumns(drafts)

/** Whose drafts, where, and which of them have not expired: every query asks for all three. */
export interface Owner {
  readonly workspaceId: string
  readonly userId: string
  readonly now: Date
}

function ofOwner({ workspaceId, userId, now }: Owner): SQL | undefined {
  return and(eq(drafts.workspaceId, workspaceId), eq(drafts.userId, userId), gt(drafts.expiresAt, now))
}

/** A page of drafts, the last changed first. `before` is where the last page ended. */
export async function listDraftRows(
  db: Db,
  owner: Owner,
  { limit, before }: { limit: number; before?: { updatedAt: Date; id: string } | undefined },
): Promise<DraftSummaryRow[]> {
  const isLater =
    before && sql`(${drafts.updatedAt}, ${drafts.id}) < (${before.updatedAt.toISOString()}::timestamptz, ${before.id})`
  return await db
    .select(summaryColumns)
    .from(drafts)
    .where(and(ofOwner(owner), isLater))
    .orderBy(desc(drafts.updatedAt), desc(drafts.id))
    .limit(limit)
}

export async function countDrafts(db: Db, owner: Owner): Promise<number> {
  return await db.$count(drafts, ofOwner(owner))
}

/** One draft of its owner, or null. `lock` keeps it until the transaction ends. */
export async function getDraftRow(db: Db, owner: Owner, id: string, { lock = false } = {}): Promise<DraftRow | null> {
  const query = db
    .select()
    .from(drafts)
    .where(and(ofOwner(owner), eq(drafts.id, id)))
  const [row] = await (lock ? query.for("update") : query)
  return row ?? null
}

export async function insertDraft(db: Db, row: DraftRow): Promise<void> {
  await db.insert(drafts).values(row)
}

export async function updateDraft(
  db: Db,
  owner: Owner,
  { id, ...changes }: Pick<DraftRow, "id" | "title" | "payload" | "schemaVersion" | "step" | "revision" | "expiresAt">,
): Promise<void> {
  await db
    .update(drafts)
    .set({ ...changes, updatedAt: owner.now })
    .where(and(ofOwner(owner), eq(drafts.id, id)))
}

/** Deletes a draft of its owner. Answers whether there was one. */
export async function deleteDraftRow(db: Db, owner: Owner, id: string): Promise<boolean> {
  const rows = await db
    .delete(drafts)
    .where(and(ofOwner(owner), eq(drafts.id, id)))
    .returning({ id: drafts.id })
  return rows.length > 0
}
