import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { assetErrors } from "./errors.ts"
import { getUploadManifest, getUploadRow } from "./queries.ts"
import { treeManifest } from "./schema.ts"
import type { TreeFile, TreeManifest } from "./validate-manifest.ts"

/** An upload of the workspace, its manifest parsed. */
export interface Upload {
  readonly id: string
  readonly treeDigest: string
  readonly manifest: TreeManifest
  /** The files by hash; of those with equal contents one. */
  readonly fileOf: ReadonlyMap<string, TreeFile>
  readonly isCompleted: boolean
}

type Contents = Pick<Upload, "manifest" | "fileOf">

/** Uploads whose list of files is kept parsed: a tree of many small files asks for it at each of them. */
const KEPT_MAX = 8
const kept = new Map<string, Contents>()

async function loadContents(ctx: Context, id: string): Promise<Contents> {
  const known = kept.get(id)
  if (known) return known
  const manifest = treeManifest.parse(await getUploadManifest(ctx.db, ctx.workspaceId, id))
  const contents = { manifest, fileOf: new Map(manifest.files.map((file) => [file.sha256, file])) }
  const [oldest] = kept.keys()
  if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest)
  kept.set(id, contents)
  return contents
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
  const { id, treeDigest, completedAt } = row
  return { id, treeDigest, isCompleted: completedAt !== null, ...(await loadContents(ctx, id)) }
}

/** The file of an upload with this hash. @throws assets.blob_not_in_upload */
export function requireUploadFile({ fileOf }: Upload, sha256: string): TreeFile {
  const file = fileOf.get(sha256)
  if (file) return file
  const message = "The upload's list of files has no file with this SHA-256. Open a new upload if a file changed."
  throw new AppError(assetErrors.blobNotInUpload, message, { target: "sha256" })
}
