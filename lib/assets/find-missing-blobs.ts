import type { Context } from "#lib/identity/index.ts"

import type { BlobStore } from "./blob-store.ts"
import { listBlobDigests } from "./queries.ts"
import type { TreeFile, TreeManifest } from "./validate-manifest.ts"

/** Files of the manifest, one per content, that the workspace has yet to bring. */
export async function findMissingBlobs(
  ctx: Context,
  store: BlobStore,
  manifest: TreeManifest,
): Promise<readonly TreeFile[]> {
  const wanted = new Map(manifest.files.map((file) => [file.sha256, file]))
  const known = await listBlobDigests(ctx.db, ctx.workspaceId, [...wanted.keys()])
  const missing: TreeFile[] = []
  for (const [digest, file] of wanted) {
    // The row says that the workspace brought it, the store that it is still whole.
    if (!known.has(digest) || !(await store.has(digest, file.size))) missing.push(file)
  }
  return missing
}
