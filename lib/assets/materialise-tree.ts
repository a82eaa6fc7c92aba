import { randomBytes } from "node:crypto"
import { chmod, mkdir, rename, stat } from "node:fs/promises"
import path from "node:path"

import { assert } from "#lib/kernel/assert.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"
import { removeTree } from "#lib/kernel/remove-tree.ts"

import { localBlobStore, UNFINISHED_PREFIX } from "./blob-store.ts"
import type { BlobStore } from "./blob-store.ts"
import { assetErrors } from "./errors.ts"
import { readManifest } from "./read-manifest.ts"
import type { TreeFile, TreeManifest } from "./validate-manifest.ts"
import { fileErrorCode, hashFile } from "./write-file.ts"

/** Puts one file in place and reads it back: a damaged disk is found before a model runs on it. */
async function placeFile(store: BlobStore, folder: string, file: TreeFile): Promise<void> {
  const target = path.join(folder, file.path)
  assert(target.startsWith(folder + path.sep), "a file of a tree stays inside its folder")
  await mkdir(path.dirname(target), { recursive: true, mode: 0o755 })
  await store.place(file.sha256, target, { executable: file.executable })
  if ((await hashFile(target)) === file.sha256) return
  // Damaged contents are of no use, and while they are there nobody is asked to bring them again.
  await store.remove(file.sha256)
  throw new AppError(assetErrors.treeDamaged, "Stored contents are damaged. Upload the asset again.", {
    target: file.path,
    internal: `blob ${file.sha256}`,
  })
}

/** Makes the folder and every folder in it read-only, innermost first. */
async function makeReadOnly(folder: string, manifest: TreeManifest): Promise<void> {
  const folders = new Set<string>([folder])
  for (const file of manifest.files) {
    for (let parent = path.dirname(file.path); parent !== "."; parent = path.dirname(parent)) {
      folders.add(path.join(folder, parent))
    }
  }
  for (const each of [...folders].toSorted((a, b) => b.length - a.length)) await chmod(each, 0o555)
}

async function isFolder(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null)
  return found?.isDirectory() ?? false
}

/**
 * The tree as a read-only folder, `$CAUDAL_HOME/trees/<digest>`: made at the first call, found at later ones. It appears
 * whole or not at all, however many ask at once and whoever is killed.
 *
 * @returns the absolute path of the folder.
 * @throws assets.tree_damaged if contents are missing or do not have their hash.
 */
export async function materialiseTree(home: Pick<Home, "blobs" | "trees">, digest: string): Promise<string> {
  assert(/^[0-9a-f]{64}$/.test(digest), "a tree's digest is a SHA-256")
  const folder = path.join(home.trees, digest)
  if (await isFolder(folder)) return folder
  const store = localBlobStore(home)
  const manifest = await readManifest(store, digest)
  const temporary = path.join(home.trees, `${UNFINISHED_PREFIX}${digest}-${randomBytes(6).toString("hex")}`)
  await mkdir(home.trees, { recursive: true, mode: 0o700 })
  await mkdir(temporary, { mode: 0o755 })
  try {
    for (const file of manifest.files) await placeFile(store, temporary, file)
    await makeReadOnly(temporary, manifest)
    await rename(temporary, folder)
  } catch (error) {
    await removeTree(temporary)
    // Another caller was first; what it made is the same.
    if (["ENOTEMPTY", "EEXIST"].includes(fileErrorCode(error) ?? "") && (await isFolder(folder))) return folder
    throw error
  }
  return folder
}
