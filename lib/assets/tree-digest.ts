import { canonicalJson, sha256Hex } from "#lib/kernel/json.ts"

import type { TreeManifest } from "./validate-manifest.ts"

/** The bytes that a tree is known by, and stored as. */
export function manifestText(manifest: TreeManifest): string {
  return canonicalJson(manifest)
}

/** A tree's digest: SHA-256 of its canonical manifest, lower-case hex. */
export function treeDigest(manifest: TreeManifest): string {
  return sha256Hex(manifestText(manifest))
}
