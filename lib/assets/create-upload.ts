import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { newId } from "#lib/kernel/ids.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { localBlobStore } from "./blob-store.ts"
import type { BlobStore } from "./blob-store.ts"
import { lockContents } from "./contents-lock.ts"
import { assetErrors } from "./errors.ts"
import { findMissingBlobs } from "./find-missing-blobs.ts"
import { CHUNK_BYTES_MAX, UPLOAD_EXPIRY_MS, UPLOADS_OPEN_MAX } from "./limits.ts"
import { countOpenUploads, getOpenUploadRow, insertBlob, insertUpload, setUploadExpiry } from "./queries.ts"
import { requireFreeDisk } from "./require-free-disk.ts"
import type { UploadInput, UploadView } from "./schema.ts"
import { treeDigest } from "./tree-digest.ts"
import { partBytes } from "./upload-files.ts"
import { EMPTY_SHA256, validateManifest } from "./validate-manifest.ts"
import type { TreeManifest } from "./validate-manifest.ts"

function requireManifest(input: UploadInput): TreeManifest {
  const result = validateManifest(input.files)
  if (result.ok) return result.manifest
  const [first] = result.problems
  const definition = first?.kind === "too_large" ? assetErrors.treeTooLarge : assetErrors.manifestInvalid
  throw new AppError(
    definition,
    `The list of files cannot be stored. ${first?.target.slice(0, 200)}: ${first?.message}`,
    {
      target: "files",
      details: result.problems.map(({ code, target, message }) => ({
        code: `assets.manifest.${code}`,
        target: target.slice(0, 1024),
        message,
      })),
    },
  )
}

/** The open upload of the tree with a new expiry, or a new one. @throws assets.too_many_uploads */
async function openUpload(
  ctx: Context,
  tx: Db,
  { digest, manifest, expiresAt }: { digest: string; manifest: TreeManifest; expiresAt: Date },
): Promise<string> {
  const { workspaceId } = ctx
  const nowMs = ctx.clock.nowMs()
  const now = new Date(nowMs)
  const open = await getOpenUploadRow(tx, { workspaceId, treeDigest: digest, now })
  if (open) {
    await setUploadExpiry(tx, workspaceId, open.id, expiresAt)
    return open.id
  }
  if ((await countOpenUploads(tx, workspaceId, now)) >= UPLOADS_OPEN_MAX) {
    const message = `The workspace has ${UPLOADS_OPEN_MAX} uploads that are not completed, which is the most. Complete some, or wait until they expire.`
    throw new AppError(assetErrors.tooManyUploads, message)
  }
  const id = newId("upload", nowMs)
  await insertUpload(tx, {
    id,
    workspaceId,
    treeDigest: digest,
    manifest,
    createdBy: ctx.caller.name,
    expiresAt,
    createdAt: now,
    updatedAt: now,
  })
  return id
}

/**
 * Opens the upload of a tree, or finds the open one of the same tree again, and says which contents are missing and from
 * where to go on. Only what this workspace brought before counts as present.
 *
 * @throws assets.manifest_invalid, assets.tree_too_large, assets.too_many_uploads, assets.disk_full
 */
export async function createUpload(ctx: Context, input: UploadInput, home: Home = homeAt()): Promise<UploadView> {
  authorise(ctx, "uploads/write")
  const { workspaceId } = ctx
  const now = new Date(ctx.clock.nowMs())
  const manifest = requireManifest(input)
  const digest = treeDigest(manifest)
  const store = localBlobStore(home)

  const open = await getOpenUploadRow(ctx.db, { workspaceId, treeDigest: digest, now })
  const missing = await listMissing(ctx, { home, store, manifest, openId: open?.id })
  // Before anything is written: a refusal leaves nothing behind.
  await requireFreeDisk(
    home.uploads,
    missing.reduce((sum, file) => sum + file.size - file.offset, 0),
  )

  const expiresAt = new Date(now.getTime() + UPLOAD_EXPIRY_MS)
  const id = await transaction(ctx.db, async (tx) => {
    await lockContents(tx)
    if (manifest.files.some((file) => file.sha256 === EMPTY_SHA256)) {
      await store.addBytes(new Uint8Array())
      await insertBlob(tx, { workspaceId, digest: EMPTY_SHA256, sizeBytes: 0, createdAt: now })
    }
    return await openUpload(ctx, tx, { digest, manifest, expiresAt })
  })
  return { id, tree: digest, missing, chunk_bytes_max: CHUNK_BYTES_MAX, expires_at: expiresAt.toISOString() }
}

/** What is to be sent and from where. Nobody has to send an empty file. */
async function listMissing(
  ctx: Context,
  {
    home,
    store,
    manifest,
    openId,
  }: { home: Home; store: BlobStore; manifest: TreeManifest; openId?: string | undefined },
): Promise<UploadView["missing"]> {
  const files = (await findMissingBlobs(ctx, store, manifest)).filter((file) => file.size > 0)
  return await Promise.all(
    files.map(async ({ sha256, size }) => ({
      sha256,
      size,
      offset: openId === undefined ? 0 : await partBytes(home, openId, sha256),
    })),
  )
}
