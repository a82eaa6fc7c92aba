import { createHash, hkdfSync } from "node:crypto"

import { AppError } from "#lib/kernel/errors.ts"

import { authErrors } from "./errors.ts"

const KEY_BYTES = 32

/** One key and the short id that sealed values carry, so that they open after a rotation. */
export interface MasterKeyPart {
  readonly id: string
  readonly bytes: Buffer
}

/** The key that seals, and the older ones that may still open. */
export interface MasterKey {
  readonly current: MasterKeyPart
  readonly all: readonly MasterKeyPart[]
}

function decodeKey(text: string): Buffer | null {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, "hex")
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null
  return Buffer.from(text, "base64")
}

/**
 * Reads keys of 32 bytes in base64 or hex, separated by commas or white space: the first seals, the others only open.
 *
 * @param source names where the text came from, for the message.
 * @throws auth.master_key_invalid
 */
export function parseMasterKey(text: string, source: string): MasterKey {
  const parts = text
    .split(/[\s,]+/)
    .filter((part) => part !== "")
    .map((part) => {
      const bytes = decodeKey(part)
      if (bytes?.length !== KEY_BYTES) {
        throw new AppError(
          authErrors.masterKeyInvalid,
          `${source} must hold a key of ${KEY_BYTES} bytes in base64 or hex. Make one with: openssl rand -base64 32`,
          { target: source },
        )
      }
      return { id: createHash("sha256").update("caudal key id\0").update(bytes).digest("hex").slice(0, 12), bytes }
    })
  const [current] = parts
  if (!current) throw new AppError(authErrors.masterKeyInvalid, `${source} is empty.`, { target: source })
  return { current, all: parts }
}

/** A key for one purpose, derived from the master key in use (HKDF-SHA-256): 32 bytes in hex. */
export function deriveKey({ current }: MasterKey, purpose: string): string {
  return Buffer.from(hkdfSync("sha256", current.bytes, "caudal", purpose, KEY_BYTES)).toString("hex")
}
