import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { open } from "node:fs/promises"
import type { FileHandle } from "node:fs/promises"

/** SHA-256 of a file's bytes, lower-case hex, without reading it into memory. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256")
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk)
  return hash.digest("hex")
}

/** Writes all of `bytes` at `position`; the system may take them in pieces. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** Makes sure that a file, or the names in a folder, are on the disk and not only in memory. */
export async function syncPath(pathToSync: string): Promise<void> {
  const handle = await open(pathToSync, "r")
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The system's code of a failed file operation, for instance ENOENT. */
export function fileErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined
}
