import { stat } from "node:fs/promises"
import path from "node:path"

import type { Home } from "#lib/kernel/home.ts"

/** The folder of an upload's unfinished files. */
export function uploadFolder({ uploads }: Pick<Home, "uploads">, uploadId: string): string {
  return path.join(uploads, uploadId)
}

/** Where the bytes of one file gather until all are here. */
export function partFile(home: Pick<Home, "uploads">, uploadId: string, sha256: string): string {
  return path.join(uploadFolder(home, uploadId), `${sha256}.part`)
}

/** How many bytes of a file have gathered. */
export async function partBytes(home: Pick<Home, "uploads">, uploadId: string, sha256: string): Promise<number> {
  const found = await stat(partFile(home, uploadId, sha256)).catch(() => null)
  return found?.size ?? 0
}
