import { createHash } from "node:crypto"

import type { Context } from "#lib/identity/index.ts"
import type { Home } from "#lib/kernel/home.ts"

import { completeUpload } from "../complete-upload.ts"
import { createUpload } from "../create-upload.ts"
import { receiveBlobChunk } from "../receive-blob-chunk.ts"

/** SHA-256 of a text, hex. */
export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex")
}

/** The list of files of a tree whose contents are given by path. */
export function filesOf(contents: Readonly<Record<string, string>>) {
  return Object.entries(contents).map(([path, text]) => ({
    path,
    size: Buffer.byteLength(text),
    sha256: hashOf(text),
    executable: path.endsWith(".sh"),
  }))
}

/** A request body of these pieces. */
export async function* bodyOf(...pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece)
}

/** Uploads a whole tree as a client does and answers its digest. */
export async function bringTree(ctx: Context, home: Home, contents: Readonly<Record<string, string>>): Promise<string> {
  const upload = await createUpload(ctx, { files: filesOf(contents) }, home)
  const byHash = new Map(Object.values(contents).map((text) => [hashOf(text), text]))
  for (const { sha256, offset } of upload.missing) {
    const body = bodyOf(Buffer.from(byHash.get(sha256) ?? "").subarray(offset))
    await receiveBlobChunk(ctx, { uploadId: upload.id, sha256, offset, body }, home)
  }
  const { tree } = await completeUpload(ctx, upload.id, home)
  return tree
}
