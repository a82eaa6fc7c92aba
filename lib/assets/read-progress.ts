import type { Context } from "#lib/identity/index.ts"
import type { Home } from "#lib/kernel/home.ts"

import { localBlobStore } from "./blob-store.ts"
import { findMissingBlobs } from "./find-missing-blobs.ts"
import type { BlobProgress } from "./schema.ts"
import { partBytes } from "./upload-files.ts"
import type { TreeFile } from "./validate-manifest.ts"

/** How much of one file of an upload is stored. */
export async function readProgress(
  ctx: Context,
  { uploadId, file }: { uploadId: string; file: TreeFile },
  home: Home,
): Promise<BlobProgress> {
  const { sha256, size } = file
  const missing = await findMissingBlobs(ctx, localBlobStore(home), { version: 1, files: [file] })
  const complete = missing.length === 0
  return { sha256, size, complete, offset: complete ? size : await partBytes(home, uploadId, sha256) }
}
