import { AppError } from "#lib/kernel/errors.ts"

import { assetErrors } from "./errors.ts"

/** The header Upload-Offset: where in the file the body starts, a whole number of bytes. @throws assets.offset_invalid */
export function parseUploadOffset(header: string | null): number {
  if (header !== null && /^[0-9]{1,15}$/.test(header)) return Number(header)
  const message = "Upload-Offset must be a whole number: how many bytes of the file came before this chunk, 0 at first."
  throw new AppError(assetErrors.offsetInvalid, message, { target: "Upload-Offset" })
}
