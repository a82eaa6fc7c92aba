import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { assetErrors } from "./errors.ts"
import { getUploadRow } from "./queries.ts"
import { treeManifest } from "./schema.ts"
import type { TreeFile, TreeManifest } from "./validate-manifest.ts"

/** An upload of the workspace, its manifest parsed. */
export interface Upload {
  readonly id: string
  readonly treeDigest: string
  readonly manifest: TreeManifest
  readonly isCompleted: boolean
}

/** The upload, if it is this workspace's and not expired. @throws assets.upload_not_found, assets.upload_expired */
export async function requireUpload(ctx: Context, uploadId: string): Promise<Upload> {
  const row = await getUploadRow(ctx.db, ctx.workspaceId, uploadId)
  if (!row) {
    const message = "There is no such upload in this workspace. Open one with the list of files."
    throw new AppError(assetErrors.uploadNotFound, message, { target: "upload" })
  }
  if (row.completedAt === null && row.expiresAt.getTime() <= ctx.clock.nowMs()) {
    const message = `The upload expired at ${row.expiresAt.toISOString()}. Open it again with the same list of files.`
    throw new AppError(assetErrors.uploadExpired, message, { target: "upload" })
  }
  return {
    id: row.id,
    treeDigest: row.treeDigest,
    manifest: treeManifest.parse(row.manifest),
    isCompleted: row.completedAt !== null,
  }
}

/** The file of an upload with this hash. @throws assets.blob_not_in_upload */
export function requireUploadFile({ manifest }: Upload, sha256: string): TreeFile {
  const file = manifest.files.find((candidate) => candidate.sha256 === sha256)
  if (file) return file
  const message = "The upload's list of files has no file with this SHA-256. Open a new upload if a file changed."
  throw new AppError(assetErrors.blobNotInUpload, message, { target: "sha256" })
}
