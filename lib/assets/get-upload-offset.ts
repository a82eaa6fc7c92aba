import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { localBlobStore } from "./blob-store.ts"
import { findMissingBlobs } from "./find-missing-blobs.ts"
import { requireUpload, requireUploadFile } from "./require-upload.ts"
import type { BlobProgress } from "./schema.ts"
import { partBytes } from "./upload-files.ts"

/** How many bytes of one file of an upload are stored: where the next chunk starts. */
export async function getUploadOffset(
  ctx: Context,
  { uploadId, sha256 }: { uploadId: string; sha256: string },
  home: Home = homeAt(),
): Promise<BlobProgress> {
  authorise(ctx, "uploads/write")
  const upload = await requireUpload(ctx, uploadId)
  const file = requireUploadFile(upload, sha256)
  const missing = await findMissingBlobs(ctx, localBlobStore(home), { version: 1, files: [file] })
  const complete = missing.length === 0
  const offset = complete ? file.size : await partBytes(home, upload.id, sha256)
  return { sha256, offset, size: file.size, complete }
}
