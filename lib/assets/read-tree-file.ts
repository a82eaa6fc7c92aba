import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import type { Home } from "#lib/kernel/home.ts"

import { localBlobStore } from "./blob-store.ts"
import { readManifest } from "./read-manifest.ts"
import { requireTree } from "./require-tree.ts"

export interface TreeFileText {
  /** Null: the tree has no such file, or it is larger than `bytesMax` or no UTF-8. */
  readonly text: string | null
  readonly isThere: boolean
  /** Paths of the tree's files, for saying what there is instead. */
  readonly paths: readonly string[]
}

/** One text file of a folder of code that this workspace has. @throws assets.tree_not_found, assets.tree_damaged */
export async function readTreeFile(
  ctx: Context,
  { treeDigest, path, bytesMax, home }: { treeDigest: string; path: string; bytesMax: number; home: Home },
): Promise<TreeFileText> {
  authorise(ctx, "codes/read")
  const reference = { treeDigest, pathKind: "folder" as const, pathName: "code" }
  await requireTree(ctx, ctx.db, { reference, home })
  const store = localBlobStore(home)
  const { files } = await readManifest(store, treeDigest)
  const file = files.find((one) => one.path === path)
  const text = file && file.size <= bytesMax ? decode(await store.readBytes(file.sha256)) : null
  return { text, isThere: file !== undefined, paths: files.map((one) => one.path) }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
