import { AppError } from "#lib/kernel/errors.ts"

import type { BlobStore } from "./blob-store.ts"
import { assetErrors } from "./errors.ts"
import { treeManifest } from "./schema.ts"
import { validateManifest } from "./validate-manifest.ts"
import type { TreeManifest } from "./validate-manifest.ts"

/** The manifest of a stored tree, with every rule checked again. @throws assets.tree_damaged */
export async function readManifest(store: BlobStore, digest: string): Promise<TreeManifest> {
  const bytes = await store.readBytes(digest)
  const parsed = treeManifest.safeParse(parseJson(bytes))
  const checked = parsed.success ? validateManifest(parsed.data.files) : null
  if (checked?.ok) return checked.manifest
  throw new AppError(assetErrors.treeDamaged, "A stored list of files is not one. Upload the asset again.", {
    internal: `tree ${digest}`,
  })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"))
  } catch {
    return null
  }
}
