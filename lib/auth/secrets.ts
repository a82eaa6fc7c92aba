import { randomBytes } from "node:crypto"

import { sha256Hex } from "#lib/kernel/json.ts"

/** A secret and what is kept of it where it need not be read again. */
export interface Secret {
  readonly text: string
  /** SHA-256 of the text, lower-case hex. */
  readonly digest: string
}

/** A random text of 256 bits in base64url, 43 characters: safe in headers, URLs and shells. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url")
}

function withDigest(text: string): Secret {
  return { text, digest: sha256Hex(text) }
}

/** A new key of an endpoint: 256 random bits and the digest that the gateways get. */
export function newEndpointKey(): Secret {
  return withDigest(newSecret())
}

/** A new token for CLI and API. Its prefix lets secret scanners find it. */
export function newToken(): Secret {
  return withDigest(`caudal_${newSecret()}`)
}
