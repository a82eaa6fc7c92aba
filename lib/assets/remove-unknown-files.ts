import { randomBytes } from "node:crypto"
import { readdir, rename, rm, stat } from "node:fs/promises"
import path from "node:path"

import type { Home } from "#lib/kernel/home.ts"
import { removeTree } from "#lib/kernel/remove-tree.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { localBlobStore, UNFINISHED_PREFIX } from "./blob-store.ts"
import { lockContents } from "./contents-lock.ts"
import { listKnownDigests, listKnownTrees, listUploadIds } from "./garbage-queries.ts"

const namesIn = async (folder: string) => await readdir(folder).catch(() => new Array<string>())

/** Files and folders that somebody was making when they were killed. */
async function removeUnfinished(folder: string, before: Date): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (!name.startsWith(UNFINISHED_PREFIX)) continue
    const found = await stat(path.join(folder, name)).catch(() => null)
    if (found && found.mtime < before) await removeTree(path.join(folder, name))
  }
}

/** Contents that no workspace has, a 256th of the store at a time so that nobody waits long for the lock. */
async function removeUnknownBlobs(db: Db, home: Home): Promise<number> {
  const store = localBlobStore(home)
  let removed = 0
  for (let part = 0; part < 256; part++) {
    const prefix = part.toString(16).padStart(2, "0")
    if ((await store.list(prefix)).length === 0) continue
    removed += await transaction(db, async (tx) => {
      await lockContents(tx)
      const known = await listKnownDigests(tx, prefix)
      const unknown = (await store.list(prefix)).filter((digest) => !known.has(digest))
      for (const digest of unknown) await store.remove(digest)
      return unknown.length
    })
  }
  return removed
}

/** Folders of trees that no workspace has, and so no deployment either. */
async function removeUnknownTrees(db: Db, { trees }: Home): Promise<number> {
  return await transaction(db, async (tx) => {
    await lockContents(tx)
    const names = (await namesIn(trees)).filter((name) => /^[0-9a-f]{64}$/.test(name))
    const known = await listKnownTrees(tx, names)
    const unknown = names.filter((name) => !known.has(name))
    for (const name of unknown) {
      // First out of its place: what is left of it, should this process be killed, must not be taken for the tree.
      const removed = path.join(trees, `${UNFINISHED_PREFIX}${name}-${randomBytes(6).toString("hex")}`)
      await rename(path.join(trees, name), removed)
      await removeTree(removed)
    }
    return unknown.length
  })
}

/** Parts of uploads that are over. */
async function removeUnknownUploads(db: Db, { uploads }: Home): Promise<void> {
  await transaction(db, async (tx) => {
    await lockContents(tx)
    const names = await namesIn(uploads)
    const known = await listUploadIds(tx, names)
    for (const name of names) {
      if (!known.has(name)) await rm(path.join(uploads, name), { recursive: true, force: true })
    }
  })
}

/**
 * Removes files that no row stands for: those whose rows are gone, and those of processes that were killed.
 *
 * @param before unfinished files younger than this are left alone.
 */
export async function removeUnknownFiles(
  db: Db,
  home: Home,
  before: Date,
): Promise<{ blobFiles: number; treeFolders: number }> {
  await removeUnknownUploads(db, home)
  await removeUnfinished(home.blobs, before)
  await removeUnfinished(home.trees, before)
  return { blobFiles: await removeUnknownBlobs(db, home), treeFolders: await removeUnknownTrees(db, home) }
}
