import { createHash } from "node:crypto"
import { open } from "node:fs/promises"
import type { FileHandle } from "node:fs/promises"

const READ_BYTES = 1024 * 1024

/** SHA-256 of a file's bytes, lower-case hex, without reading it into memory. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256")
  const handle = await open(file, "r")
  try {
    const { size } = await handle.stat()
    // One byte more than a small file has, so that one read comes to its end.
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, size + 1))
    for (let position = 0; ;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
      hash.update(buffer.subarray(0, bytesRead))
      position += bytesRead
      if (bytesRead === 0 || (bytesRead < buffer.length && position >= size)) return hash.digest("hex")
    }
  } finally {
    await handle.close()
  }
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
