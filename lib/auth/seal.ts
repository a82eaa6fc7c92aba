import { createCipheriv, randomBytes } from "node:crypto"

import type { MasterKey } from "./master-key.ts"

/** First part of every sealed value: the format. */
export const SEAL_VERSION = "s1"

/**
 * Encrypts a text so that it can be read again: AES-256-GCM under the master key in use.
 *
 * @param associatedData identity of the row (`endpoint_key:<id>`), not secret; the value opens only with the same one.
 * @returns `s1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url.
 */
export function seal({ current }: MasterKey, plaintext: string, associatedData: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", current.bytes, nonce)
  cipher.setAAD(Buffer.from(associatedData, "utf8"))
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()])
  return [SEAL_VERSION, current.id, nonce.toString("base64url"), sealed.toString("base64url")].join(".")
}
