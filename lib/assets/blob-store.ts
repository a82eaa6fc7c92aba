import { randomBytes } from "node:crypto"
import { chmod, copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises"
import { constants } from "node:fs"
import path from "node:path"

import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"
import { sha256Hex } from "#lib/kernel/json.ts"

import { assetErrors } from "./errors.ts"
import { fileErrorCode, hashFile, syncPath, writeAll } from "./write-file.ts"

/** Contents by SHA-256. What is in it never changes; who may use which contents is the database's matter. */
export interface BlobStore {
  /** Whether the contents are here, whole. */
  has(digest: string, sizeBytes: number): Promise<boolean>
  /** Takes the contents of a complete local file, which stays where it is and must not be written again. */
  addFile(digest: string, file: string): Promise<void>
  /** Takes small contents from memory and answers their digest. */
  addBytes(bytes: Uint8Array): Promise<string>
  /** Small contents, hash-checked. */
  readBytes(digest: string): Promise<Uint8Array>
  /** Puts the contents at `target`, which must not exist, read-only: a link where that does, else a copy. */
  place(digest: string, target: string, options: { executable: boolean }): Promise<void>
  /** Deletes the contents. Places that have them keep them. */
  remove(digest: string): Promise<void>
  /** Digests that begin with two hex digits, for going through the store in parts. */
  list(prefix: string): Promise<string[]>
}

/** Begins the names of files and folders that are being made. */
export const UNFINISHED_PREFIX = ".tmp-"

const damaged = (digest: string, cause?: unknown) =>
  new AppError(assetErrors.treeDamaged, "Stored contents are missing or damaged. Upload the asset again.", {
    internal: `blob ${digest}`,
    cause,
  })

/** Links a finished file into place. Another writer of the same contents may be first: then there is nothing to do. */
async function linkInto(source: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  try {
    await link(source, target)
    await syncPath(path.dirname(target))
  } catch (error) {
    if (fileErrorCode(error) !== "EEXIST") throw error
    const [ours, theirs] = await Promise.all([stat(source), stat(target)])
    if (ours.size === theirs.size) return
    // What a power cut left behind.
    const temporary = `${target}.${randomBytes(8).toString("hex")}`
    await link(source, temporary)
    await rename(temporary, target)
  }
}

/** The blob store in a local folder: `$CAUDAL_HOME/blobs/ab/cdef...`, files of mode 444. */
export function localBlobStore({ blobs }: Pick<Home, "blobs">): BlobStore {
  const fileOf = (digest: string) => path.join(blobs, digest.slice(0, 2), digest.slice(2))

  return {
    async has(digest, sizeBytes) {
      const found = await stat(fileOf(digest)).catch(() => null)
      return found !== null && found.isFile() && found.size === sizeBytes
    },

    async addFile(digest, file) {
      const actual = await hashFile(file)
      if (actual !== digest) {
        throw new AppError(
          assetErrors.hashMismatch,
          `The file has the SHA-256 ${actual}, not ${digest} as announced. It is dropped; send it again from offset 0.`,
          { target: digest },
        )
      }
      await chmod(file, 0o444)
      await syncPath(file)
      await linkInto(file, fileOf(digest))
    },

    async addBytes(bytes) {
      const digest = sha256Hex(bytes)
      await mkdir(blobs, { recursive: true, mode: 0o700 })
      const temporary = path.join(blobs, `${UNFINISHED_PREFIX}${randomBytes(8).toString("hex")}`)
      try {
        const file = await open(temporary, "wx", 0o444)
        try {
          await writeAll(file, bytes, 0)
          await file.sync()
        } finally {
          await file.close()
        }
        await linkInto(temporary, fileOf(digest))
      } finally {
        await rm(temporary, { force: true })
      }
      return digest
    },

    async readBytes(digest) {
      const bytes = await readFile(fileOf(digest)).catch((error: unknown) => {
        throw damaged(digest, error)
      })
      if (sha256Hex(bytes) !== digest) throw damaged(digest)
      return bytes
    },

    async place(digest, target, { executable }) {
      const source = fileOf(digest)
      try {
        // A link shares the mode of the blob, so what must be executable needs its own file.
        if (!executable) return await link(source, target)
      } catch (error) {
        if (fileErrorCode(error) === "ENOENT") throw damaged(digest, error)
        if (!["EXDEV", "EMLINK", "EPERM", "ENOTSUP", "EOPNOTSUPP"].includes(fileErrorCode(error) ?? "")) throw error
      }
      await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE).catch((error: unknown) => {
        throw fileErrorCode(error) === "ENOENT" ? damaged(digest, error) : error
      })
      await chmod(target, executable ? 0o555 : 0o444)
      await syncPath(target)
    },

    async remove(digest) {
      await rm(fileOf(digest), { force: true })
    },

    async list(prefix) {
      const names = await readdir(path.join(blobs, prefix)).catch(() => new Array<string>())
      return names.map((name) => prefix + name)
    },
  }
}
