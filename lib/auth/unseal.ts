import { createDecipheriv } from "node:crypto"

import { AppError } from "#lib/kernel/errors.ts"

import { authErrors } from "./errors.ts"
import type { MasterKey } from "./master-key.ts"
import { SEAL_VERSION } from "./seal.ts"

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Opens what `seal` made.
 *
 * @throws auth.seal_broken if the value was changed, belongs to another row, or its key is unknown.
 */
export function unseal({ all }: MasterKey, sealed: string, associatedData: string): string {
  const [version, keyId, nonceText = "", boxText = ""] = sealed.split(".")
  const key = all.find(({ id }) => id === keyId)
  const nonce = Buffer.from(nonceText, "base64url")
  const box = Buffer.from(boxText, "base64url")
  if (version !== SEAL_VERSION || !key || nonce.length !== NONCE_BYTES || box.length < TAG_BYTES)
    throw broken(undefined)
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(associatedData, "utf8"))
    decipher.setAuthTag(box.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(box.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8")
  } catch (error) {
    throw broken(error)
  }
}

function broken(cause: unknown): AppError {
  return new AppError(
    authErrors.sealBroken,
    "A stored secret cannot be opened with the master key at hand. Nothing was changed.",
    { cause },
  )
}
