import { open } from "node:fs/promises"
import type { FileHandle } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"

import { z } from "zod"

import { backoffMs } from "#lib/kernel/backoff.ts"

import type { Client } from "../client/create-client.ts"
import { isPassing } from "../client/is-passing.ts"
import { ServerError } from "../client/read-error.ts"
import { CliError } from "../errors.ts"

const CHUNK_BYTES = 8 * 1024 * 1024
const ATTEMPTS_MAX = 6
const PAUSE = { firstMs: 300, maxMs: 10_000 }

/** One file's contents to send. */
export interface Blob {
  readonly sha256: string
  readonly size: number
  /** Bytes that the server has already. */
  readonly offset: number
  readonly file: string
}

interface SendOptions {
  readonly chunkBytesMax: number
  /** Told the bytes that the server has after each chunk. */
  readonly onBytes: (total: number) => void
  /** Ends it between chunks, within one, and while it waits to try again. */
  readonly signal: AbortSignal
}

const offsetHeader = z.coerce.number().int().min(0)

async function readChunk(handle: FileHandle, offset: number, length: number, file: string): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, offset)
  if (bytesRead < length) throw new CliError(`${file} became shorter while it was uploaded. Run the command again.`)
  return buffer
}

/** Also passing: another command sends the same file just now, or a chunk arrived whose answer did not. */
function mayTryAgain(error: unknown): boolean {
  return isPassing(error) || (error instanceof ServerError && error.status === 409)
}

async function askOffset(client: Client, path: string, signal: AbortSignal): Promise<number> {
  const answer = await client.send("HEAD", path, { signal })
  return offsetHeader.parse(answer.headers["upload-offset"])
}

/**
 * Sends what the server lacks of one file, in chunks. After a failure it asks the server how much is there and goes on
 * from that, with pauses that double.
 *
 * @throws CliError after six failures in a row; AbortError once it is stopped
 */
export async function sendBlob(
  client: Client,
  path: string,
  blob: Blob,
  { chunkBytesMax, onBytes, signal }: SendOptions,
): Promise<void> {
  const handle = await open(blob.file)
  try {
    let offset = blob.offset
    let failures = 0
    while (offset < blob.size) {
      signal.throwIfAborted()
      const length = Math.min(CHUNK_BYTES, chunkBytesMax, blob.size - offset)
      const bytes = await readChunk(handle, offset, length, blob.file)
      const headers = { "upload-offset": String(offset), "content-type": "application/octet-stream" }
      try {
        await client.send("PUT", path, { bytes, headers, signal })
        offset += length
        failures = 0
        onBytes(offset)
      } catch (error) {
        failures += 1
        if (failures >= ATTEMPTS_MAX || !mayTryAgain(error)) throw error
        await sleep(backoffMs(failures, PAUSE), undefined, { signal })
        offset = await askOffset(client, path, signal).catch(() => offset)
      }
    }
  } finally {
    await handle.close()
  }
}
