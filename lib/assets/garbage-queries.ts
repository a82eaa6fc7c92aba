import { and, eq, inArray, isNull, lt, lte, sql } from "drizzle-orm"
import type { SQL } from "drizzle-orm"

import {
  blobs,
  codes,
  deploymentRevisions,
  drafts,
  environments,
  models,
  trees,
  uploads,
} from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

// These go over all workspaces: only the collector calls them, for the installation as a whole.

/** Deletes uploads that expired and answers their ids. */
export async function deleteExpiredUploads(db: Db, now: Date): Promise<string[]> {
  const rows = await db.delete(uploads).where(lte(uploads.expiresAt, now)).returning({ id: uploads.id })
  return rows.map((row) => row.id)
}

export async function listUploadIds(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(inArray(uploads.id, [...ids]))
  return new Set(rows.map((row) => row.id))
}

/** Ids of one kind of asset that deployments' revisions name. */
const namedByRevisions = (key: "model" | "code" | "environment"): SQL =>
  sql`(select ${deploymentRevisions.spec}->${sql.raw(`'${key}'`)}->>'id' from ${deploymentRevisions}
       where ${deploymentRevisions.spec}->${sql.raw(`'${key}'`)}->>'id' is not null)`

/** Deletes anonymous assets, older than `before`, of which the last deployment is purged. Answers how many. */
export async function deleteUnusedAnonymous(db: Db, before: Date): Promise<number> {
  const unused = (table: typeof models | typeof codes | typeof environments, key: "model" | "code" | "environment") =>
    and(eq(table.isAnonymous, true), lt(table.createdAt, before), sql`${table.id} not in ${namedByRevisions(key)}`)
  const deleted = [
    await db.delete(models).where(unused(models, "model")).returning({ id: models.id }),
    await db.delete(codes).where(unused(codes, "code")).returning({ id: codes.id }),
    await db.delete(environments).where(unused(environments, "environment")).returning({ id: environments.id }),
  ]
  return deleted.flat().length
}

/** Deletes what says that a workspace has a tree, where nothing of it names the tree and it is older than `before`. */
export async function deleteUnusedTrees(db: Db, { before, now }: { before: Date; now: Date }): Promise<number> {
  const ofRevisions = (key: string) => sql`
    select ${deploymentRevisions.workspaceId}, ${deploymentRevisions.spec}->${sql.raw(`'${key}'`)}->>'treeDigest'
    from ${deploymentRevisions} where ${deploymentRevisions.spec}->${sql.raw(`'${key}'`)}->>'treeDigest' is not null`
  const used = sql`
    select ${models.workspaceId}, ${models.treeDigest} from ${models}
    union all select ${codes.workspaceId}, ${codes.treeDigest} from ${codes}
    union all select ${environments.workspaceId}, ${environments.treeDigest} from ${environments}
      where ${environments.treeDigest} is not null
    union all select ${uploads.workspaceId}, ${uploads.treeDigest} from ${uploads} where ${uploads.expiresAt} > ${now.toISOString()}
    union all select ${drafts.workspaceId}, path[1]
      from ${drafts}, regexp_matches(${drafts.payload}::text, 'caudal://trees/([0-9a-f]{64})/', 'g') path
      where ${drafts.expiresAt} > ${now.toISOString()}
    union all ${ofRevisions("model")}
    union all ${ofRevisions("code")}`
  const rows = await db
    .delete(trees)
    .where(and(lt(trees.createdAt, before), sql`(${trees.workspaceId}, ${trees.digest}) not in (${used})`))
    .returning({ digest: trees.digest })
  return rows.length
}

/** Workspaces that have contents older than `before`. */
export async function listWorkspacesWithBlobs(db: Db, before: Date): Promise<string[]> {
  const rows = await db.selectDistinct({ id: blobs.workspaceId }).from(blobs).where(lt(blobs.createdAt, before))
  return rows.map((row) => row.id)
}

export async function listTreeDigests(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db.select({ digest: trees.digest }).from(trees).where(eq(trees.workspaceId, workspaceId))
  return rows.map((row) => row.digest)
}

/** Manifests of the workspace's open uploads. */
export async function listOpenManifests(db: Db, workspaceId: string): Promise<unknown[]> {
  const rows = await db
    .select({ manifest: uploads.manifest })
    .from(uploads)
    .where(and(eq(uploads.workspaceId, workspaceId), isNull(uploads.completedAt)))
  return rows.map((row) => row.manifest)
}

export async function listOldBlobs(db: Db, workspaceId: string, before: Date): Promise<string[]> {
  const rows = await db
    .select({ digest: blobs.digest })
    .from(blobs)
    .where(and(eq(blobs.workspaceId, workspaceId), lt(blobs.createdAt, before)))
  return rows.map((row) => row.digest)
}

/** Which contents with this beginning any workspace has, as a file or as a tree's manifest. */
export async function listKnownDigests(db: Db, prefix: string): Promise<Set<string>> {
  const [files, manifests] = [
    await db
      .selectDistinct({ digest: blobs.digest })
      .from(blobs)
      .where(sql`${blobs.digest} like ${`${prefix}%`}`),
    await db
      .selectDistinct({ digest: trees.digest })
      .from(trees)
      .where(sql`${trees.digest} like ${`${prefix}%`}`),
  ]
  return new Set([...files, ...manifests].map((row) => row.digest))
}

/** Which of these trees any workspace has. */
export async function listKnownTrees(db: Db, digests: readonly string[]): Promise<Set<string>> {
  if (digests.length === 0) return new Set()
  const rows = await db
    .select({ digest: trees.digest })
    .from(trees)
    .where(inArray(trees.digest, [...digests]))
  return new Set(rows.map((row) => row.digest))
}
