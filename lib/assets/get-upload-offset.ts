import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { readProgress } from "./read-progress.ts"
import { requireUpload, requireUploadFile } from "./require-upload.ts"
import type { BlobProgress } from "./schema.ts"

/** How many bytes of one file of an upload are stored: where the next chunk starts. */
export async function getUploadOffset(
  ctx: Context,
  { uploadId, sha256 }: { uploadId: string; sha256: string },
  home: Home = homeAt(),
): Promise<BlobProgress> {
  authorise(ctx, "uploads/write")
  const upload = await requireUpload(ctx, uploadId)
  const file = requireUploadFile(upload, sha256)
  return await readProgress(ctx, { uploadId: upload.id, file }, home)
}
