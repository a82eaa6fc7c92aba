import { AppError } from "#lib/kernel/errors.ts"

import { assetErrors } from "./errors.ts"

const held = new Set<string>()

/**
 * Runs `work` as the only writer of one part in this process; the studio is the only process that writes parts.
 *
 * @throws assets.blob_busy if another request is at it.
 */
export async function withPartLock<T>(part: string, work: () => Promise<T>): Promise<T> {
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
