import { rm } from "node:fs/promises"

import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { transaction } from "#lib/storage/index.ts"

import { localBlobStore } from "./blob-store.ts"
import type { BlobStore } from "./blob-store.ts"
import { lockContents } from "./contents-lock.ts"
import { assetErrors } from "./errors.ts"
import { findMissingBlobs } from "./find-missing-blobs.ts"
import { finishBlob } from "./finish-blob.ts"
import { withPartLock } from "./part-lock.ts"
import { setUploadCompleted, upsertTree } from "./queries.ts"
import { requireUpload } from "./require-upload.ts"
import type { Upload } from "./require-upload.ts"
import type { CompletedUpload } from "./schema.ts"
import { manifestText } from "./tree-digest.ts"
import { partBytes, partFile, uploadFolder } from "./upload-files.ts"
import type { TreeFile } from "./validate-manifest.ts"

const DETAILS_MAX = 20

function requireNoneMissing(missing: readonly TreeFile[]): void {
  if (missing.length === 0) return
  const message = `${missing.length} contents have not arrived, the first is "${missing[0]?.path}". Send them, then complete the upload again.`
  throw new AppError(assetErrors.uploadIncomplete, message, {
    target: "upload",
    details: missing.slice(0, DETAILS_MAX).map((file) => ({
      code: "assets.blob_missing",
      target: file.path,
      message: `The content ${file.sha256} has not arrived.`,
    })),
  })
}

/** Takes in files whose last byte arrived just before the process that received it was killed. */
async function finishWholeParts(ctx: Context, upload: Upload, home: Home, store: BlobStore): Promise<void> {
  for (const file of await findMissingBlobs(ctx, store, upload.manifest)) {
    if ((await partBytes(home, upload.id, file.sha256)) !== file.size) continue
    const part = partFile(home, upload.id, file.sha256)
    await withPartLock(part, () => finishBlob(ctx, store, part, file))
  }
}

/**
 * Ends an upload: the tree can be used from now on. Completing it again answers the same.
 *
 * @throws assets.upload_incomplete with the files that are missing
 */
export async function completeUpload(ctx: Context, uploadId: string, home: Home = homeAt()): Promise<CompletedUpload> {
  authorise(ctx, "uploads/write")
  const upload = await requireUpload(ctx, uploadId)
  if (upload.isCompleted) return { tree: upload.treeDigest }
  const { manifest, treeDigest } = upload
  const store = localBlobStore(home)
  await finishWholeParts(ctx, upload, home, store)
  await transaction(ctx.db, async (tx) => {
    await lockContents(tx)
    requireNoneMissing(await findMissingBlobs({ ...ctx, db: tx }, store, manifest))
    await store.addBytes(Buffer.from(manifestText(manifest)))
    const now = new Date(ctx.clock.nowMs())
    await upsertTree(tx, {
      workspaceId: ctx.workspaceId,
      digest: treeDigest,
      fileCount: manifest.files.length,
      sizeBytes: manifest.files.reduce((sum, file) => sum + file.size, 0),
      createdAt: now,
    })
    await setUploadCompleted(tx, ctx.workspaceId, upload.id, now)
  })
  await rm(uploadFolder(home, upload.id), { recursive: true, force: true })
  return { tree: treeDigest }
}
