import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"
import type { Db } from "#lib/storage/index.ts"

import { localBlobStore } from "./blob-store.ts"
import { assetErrors } from "./errors.ts"
import { getTreeRow } from "./queries.ts"
import { readManifest } from "./read-manifest.ts"
import type { TreeReference } from "./references.ts"

/**
 * The size of the tree that a path names, if this workspace uploaded it and the path fits it. Call it under the lock of
 * the contents when something is going to refer to the tree.
 *
 * @throws assets.tree_not_found, assets.path_invalid
 */
export async function requireTree(
  ctx: Pick<Context, "workspaceId">,
  tx: Db,
  { reference, home }: { reference: TreeReference; home: Home },
): Promise<{ sizeBytes: number }> {
  const { treeDigest, pathKind, pathName } = reference
  const tree = await getTreeRow(tx, ctx.workspaceId, treeDigest)
  if (!tree) {
    const message = `This workspace has not uploaded ${treeDigest}. Upload the folder or file and use the path that it gives.`
    throw new AppError(assetErrors.treeNotFound, message, { target: "path" })
  }
  if (pathKind === "folder") return { sizeBytes: tree.sizeBytes }
  const only = tree.fileCount === 1 ? (await readManifest(localBlobStore(home), treeDigest)).files[0] : undefined
  if (only?.path !== pathName) {
    const message = `path names the file "${pathName}", but the upload is not just that file. End the path with a slash if it is a folder.`
    throw new AppError(assetErrors.pathInvalid, message, { target: "path" })
  }
  return { sizeBytes: tree.sizeBytes }
}
