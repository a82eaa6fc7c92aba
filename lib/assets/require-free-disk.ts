import { mkdir } from "node:fs/promises"

import { AppError } from "#lib/kernel/errors.ts"
import { freeDiskBytes } from "#lib/kernel/free-disk.ts"
import { FREE_DISK_BYTES_MIN } from "#lib/kernel/limits.ts"

import { assetErrors } from "./errors.ts"

/**
 * Refuses to write `bytes` more under `folder` if that leaves less than `FREE_DISK_BYTES_MIN`.
 *
 * @throws assets.disk_full
 */
export async function requireFreeDisk(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const freeBytes = await freeDiskBytes(folder)
  if (freeBytes - bytes >= FREE_DISK_BYTES_MIN) return
  throw new AppError(
    assetErrors.diskFull,
    `There is no room for ${bytes} bytes: ${freeBytes} are free where Caudal keeps its files, and ${FREE_DISK_BYTES_MIN} must stay free. Free disk space and send the upload again; what arrived is kept.`,
  )
}
