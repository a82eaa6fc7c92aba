import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { localBlobStore } from "./blob-store.ts"
import { assetErrors } from "./errors.ts"
import { finishBlob } from "./finish-blob.ts"
import { CHUNK_BYTES_MAX } from "./limits.ts"
import { withPartLock } from "./part-lock.ts"
import { readProgress } from "./read-progress.ts"
import { requireFreeDisk } from "./require-free-disk.ts"
import { requireUpload, requireUploadFile } from "./require-upload.ts"
import type { BlobProgress } from "./schema.ts"
import { partFile } from "./upload-files.ts"
import { writeChunk } from "./write-chunk.ts"

export interface BlobChunk {
  readonly uploadId: string
  readonly sha256: string
  /** Where in the file the body starts; must be where the stored bytes end. */
  readonly offset: number
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Takes the next bytes of one file of an upload, at most `CHUNK_BYTES_MAX`. With the last ones the file is checked against
 * its hash and counts as brought. Safe to repeat: a chunk that is here already is answered with the right offset.
 *
 * @throws assets.offset_conflict, assets.blob_busy, assets.blob_too_long, assets.chunk_too_large, assets.hash_mismatch,
 *   assets.upload_interrupted, assets.disk_full, assets.upload_not_found, assets.blob_not_in_upload
 */
export async function receiveBlobChunk(ctx: Context, chunk: BlobChunk, home: Home = homeAt()): Promise<BlobProgress> {
  authorise(ctx, "uploads/write")
  const { uploadId, sha256, offset, body } = chunk
  const upload = await requireUpload(ctx, uploadId)
  const file = requireUploadFile(upload, sha256)
  const part = partFile(home, upload.id, sha256)
  return await withPartLock(part, async () => {
    const before = await readProgress(ctx, { uploadId: upload.id, file }, home)
    // Brought meanwhile, perhaps by another upload that has the same contents: nothing is left to send.
    if (before.complete) return before
    if (before.offset !== offset) {
      throw new AppError(
        assetErrors.offsetConflict,
        `Upload-Offset is ${offset}, but ${before.offset} bytes of this file are stored. Go on from ${before.offset}.`,
        {
          target: "Upload-Offset",
          details: [{ code: "assets.offset", message: String(before.offset), target: "Upload-Offset" }],
        },
      )
    }
    let end = before.offset
    if (end < file.size) {
      await requireFreeDisk(home.uploads, Math.min(CHUNK_BYTES_MAX, file.size - end))
      end = await writeChunk(part, file, { offset, body })
    }
    if (end < file.size) return { ...before, offset: end }
    await finishBlob(ctx, localBlobStore(home), part, file)
    return { ...before, offset: end, complete: true }
  })
}
