import { AppError } from "#lib/kernel/errors.ts"

import { assetErrors } from "./errors.ts"

// Next may load this module several times in one process.
const KEY = Symbol.for("caudal.assets.parts")
const shared: typeof globalThis & { [KEY]?: Set<string> } = globalThis

/**
 * Runs `work` as the only writer of one part in this process; the studio is the only process that writes parts.
 *
 * @throws assets.blob_busy if another request is at it.
 */
export async function withPartLock<T>(part: string, work: () => Promise<T>): Promise<T> {
  const held = (shared[KEY] ??= new Set())
  if (held.has(part)) {
    const message = "Another request is sending this file. Wait until it ends, then ask for the offset with HEAD."
    throw new AppError(assetErrors.blobBusy, message, { target: "sha256" })
  }
  held.add(part)
  try {
    return await work()
  } finally {
    held.delete(part)
  }
}
