import { canonicalJson, sha256Hex } from "#lib/kernel/json.ts"

/**
 * The name of an asset that was written inside a deployment: a GUID as Azure gives it, but made from the contents, so that
 * the same file applied twice means the same asset.
 */
export function anonymousName(content: unknown): string {
  const hex = sha256Hex(canonicalJson(content))
  // Version 8 and variant 1 of RFC 9562: a UUID whose bits are the maker's own.
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return groups.join("-")
}
