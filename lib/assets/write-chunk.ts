import { mkdir, open, rm } from "node:fs/promises"
import path from "node:path"

import { AppError } from "#lib/kernel/errors.ts"

import { assetErrors } from "./errors.ts"
import { CHUNK_BYTES_MAX } from "./limits.ts"
import type { TreeFile } from "./validate-manifest.ts"
import { fileErrorCode, writeAll } from "./write-file.ts"

/** The pieces of a body, where an end before its time is told apart from failures of ours. */
async function* readBody(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    const message = "The connection ended in the middle of a chunk. Ask for the offset with HEAD and go on from there."
    throw new AppError(assetErrors.interrupted, message, { cause })
  }
}

/** @throws assets.blob_too_long, assets.chunk_too_large */
function requireFits(file: TreeFile, { start, end }: { start: number; end: number }): void {
  if (end > file.size) {
    const message = `More than the announced ${file.size} bytes came. The file changed after it was hashed: what arrived of it is dropped; open a new upload.`
    throw new AppError(assetErrors.blobTooLong, message, { target: file.path })
  }
  if (end - start > CHUNK_BYTES_MAX) {
    const message = `One request may carry ${CHUNK_BYTES_MAX} bytes of a file. What arrived up to there is kept; go on from there.`
    throw new AppError(assetErrors.chunkTooLarge, message, { target: file.path })
  }
}

/**
 * Writes a body to the end of a part as it comes in. Whatever ends it early, the bytes that arrived are kept.
 *
 * @returns the part's length in bytes.
 */
export async function writeChunk(
  part: string,
  file: TreeFile,
  { offset, body }: { offset: number; body: AsyncIterable<Uint8Array> },
): Promise<number> {
  await mkdir(path.dirname(part), { recursive: true, mode: 0o700 })
  const handle = await open(part, offset === 0 ? "w" : "r+", 0o600)
  let end = offset
  try {
    for await (const bytes of readBody(body)) {
      requireFits(file, { start: offset, end: end + bytes.length })
      await writeAll(handle, bytes, end)
      end += bytes.length
    }
  } catch (error) {
    if (error instanceof AppError && error.code === assetErrors.blobTooLong.code) await rm(part, { force: true })
    if (fileErrorCode(error) === "ENOSPC") {
      throw new AppError(assetErrors.diskFull, "The disk is full. What arrived is kept; free space and go on.", {
        cause: error,
      })
    }
    throw error
  } finally {
    await handle.close()
  }
  return end
}
