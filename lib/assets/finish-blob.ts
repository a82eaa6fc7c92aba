import { rm } from "node:fs/promises"

import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { transaction } from "#lib/storage/index.ts"

import type { BlobStore } from "./blob-store.ts"
import { lockContents } from "./contents-lock.ts"
import { assetErrors } from "./errors.ts"
import { insertBlob } from "./queries.ts"
import type { TreeFile } from "./validate-manifest.ts"

/**
 * Turns a file whose bytes are all here into contents of the workspace. The part is removed last, so that a process that
 * is killed anywhere in between finds it again. A part with another hash is dropped.
 *
 * @throws assets.hash_mismatch
 */
export async function finishBlob(ctx: Context, store: BlobStore, part: string, file: TreeFile): Promise<void> {
  try {
    // Before the transaction, because hashing and syncing a large file takes seconds.
    await store.addFile(file.sha256, part)
  } catch (error) {
    if (error instanceof AppError && error.code === assetErrors.hashMismatch.code) await rm(part, { force: true })
    throw error
  }
  await transaction(ctx.db, async (tx) => {
    await lockContents(tx)
    // The collector may have taken it for garbage between the two steps.
    if (!(await store.has(file.sha256, file.size))) await store.addFile(file.sha256, part)
    await insertBlob(tx, {
      workspaceId: ctx.workspaceId,
      digest: file.sha256,
      sizeBytes: file.size,
      createdAt: new Date(ctx.clock.nowMs()),
    })
  })
  await rm(part, { force: true })
}
