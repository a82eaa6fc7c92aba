import { createReadStream } from "node:fs"
import { glob, stat } from "node:fs/promises"
import path from "node:path"

import type { Context } from "#lib/identity/index.ts"
import type { Home } from "#lib/kernel/home.ts"

import { completeUpload } from "./complete-upload.ts"
import { createUpload } from "./create-upload.ts"
import { receiveBlobChunk } from "./receive-blob-chunk.ts"
import { formatTreeReference } from "./references.ts"
import { hashFile } from "./write-file.ts"

/**
 * Uploads a file or folder of this machine for somebody, by the same acts as a client would: only what is missing is
 * stored, and it counts as this workspace's. For files that Caudal itself brings along, of which each fits into one chunk.
 *
 * @param source absolute; every file below a folder is taken, names that begin with a dot left out.
 * @returns the reference that an asset's `path` names.
 */
export async function storePath(ctx: Context, source: string, home: Home): Promise<string> {
  const isFolder = (await stat(source)).isDirectory()
  const root = isFolder ? source : path.dirname(source)
  const names = isFolder ? await listFiles(source) : [path.basename(source)]
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(root, name)
      return { path: name, size: (await stat(file)).size, sha256: await hashFile(file), executable: false }
    }),
  )
  const upload = await createUpload(ctx, { files }, home)
  for (const { sha256, offset } of upload.missing) {
    const name = files.find((file) => file.sha256 === sha256)?.path ?? ""
    const body = createReadStream(path.join(root, name), { start: offset })
    await receiveBlobChunk(ctx, { uploadId: upload.id, sha256, offset, body }, home)
  }
  const { tree } = await completeUpload(ctx, upload.id, home)
  const pathKind = isFolder ? "folder" : "file"
  return formatTreeReference({ treeDigest: tree, pathKind, pathName: path.basename(source) })
}

async function listFiles(folder: string): Promise<string[]> {
  const names: string[] = []
  for await (const entry of glob("**/*", { cwd: folder, withFileTypes: true })) {
    if (entry.isFile()) names.push(path.relative(folder, path.join(entry.parentPath, entry.name)))
  }
  return names.filter((name) => !name.includes("__pycache__")).toSorted()
}
