import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import type { BlobStore } from "./blob-store.ts"
import { lockContents } from "./contents-lock.ts"
import { listOldBlobs, listOpenManifests, listTreeDigests, listWorkspacesWithBlobs } from "./garbage-queries.ts"
import { deleteBlobs } from "./queries.ts"
import { readManifest } from "./read-manifest.ts"
import { treeManifest } from "./schema.ts"

/** Rows that one statement deletes. */
const BATCH = 1000

/** The contents of a tree, read once: a tree never changes. Null if it is damaged. */
type TreeContents = (digest: string) => Promise<readonly string[] | null>

function readOnce(store: BlobStore): TreeContents {
  const known = new Map<string, readonly string[] | null>()
  return async (digest) => {
    const found = known.get(digest)
    if (found !== undefined) return found
    const manifest = await readManifest(store, digest).catch(() => null)
    const contents = manifest?.files.map((file) => file.sha256) ?? null
    known.set(digest, contents)
    return contents
  }
}

/** What a workspace's trees and open uploads name; null if that cannot be known, and then nothing is forgotten. */
async function listUsed(db: Db, workspaceId: string, contentsOf: TreeContents): Promise<Set<string> | null> {
  const used = new Set<string>()
  for (const digest of await listTreeDigests(db, workspaceId)) {
    const contents = await contentsOf(digest)
    if (contents === null) return null
    for (const sha256 of contents) used.add(sha256)
  }
  for (const manifest of await listOpenManifests(db, workspaceId)) {
    for (const file of treeManifest.parse(manifest).files) used.add(file.sha256)
  }
  return used
}

/** Forgets contents, older than `before`, that no tree and no open upload of their workspace names. Answers how many. */
export async function forgetUnusedBlobs(db: Db, store: BlobStore, before: Date): Promise<number> {
  let forgotten = 0
  for (const workspaceId of await listWorkspacesWithBlobs(db, before)) {
    const contentsOf = readOnce(store)
    // Reads the files before the lock is held, so that under it only what came meanwhile is read.
    for (const digest of await listTreeDigests(db, workspaceId)) await contentsOf(digest)
    forgotten += await transaction(db, async (tx) => {
      await lockContents(tx)
      const used = await listUsed(tx, workspaceId, contentsOf)
      if (used === null) return 0
      const unused = (await listOldBlobs(tx, workspaceId, before)).filter((digest) => !used.has(digest))
      for (let i = 0; i < unused.length; i += BATCH) await deleteBlobs(tx, workspaceId, unused.slice(i, i + BATCH))
      return unused.length
    })
  }
  return forgotten
}
