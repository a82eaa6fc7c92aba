import { hash, timingSafeEqual } from "node:crypto"

import { CREDENTIAL_CHARS_MAX } from "./limits.ts"

/**
 * Whether `authorization` carries a key of the endpoint: `Bearer <key>`, the scheme in any case (RFC 9110 section 11.1).
 * The routing table holds SHA-256 digests; every digest is compared in constant time and none ends the loop early, so that
 * time tells neither how much of a key was right nor which slot it is in.
 *
 * @param digests 32 bytes each.
 */
export function authenticate(authorization: string | undefined, digests: readonly Uint8Array[]): boolean {
  if (authorization === undefined || authorization.length > CREDENTIAL_CHARS_MAX) return false
  if (authorization.length < 8 || authorization.slice(0, 7).toLowerCase() !== "bearer ") return false
  const presented = hash("sha256", authorization.slice(7).trim(), "buffer")
  let matches = 0
  for (const digest of digests) matches += timingSafeEqual(presented, digest) ? 1 : 0
  return matches > 0
}
