import type { Context } from "#lib/identity/index.ts"

import { listAssets, listAssetVersions } from "./list-assets.ts"
import type { AssetPage, AssetPageRequest } from "./list-assets.ts"
import { codeKind, viewCode } from "./code-kind.ts"
import type { CodeView } from "./schema.ts"

/** A page of the workspace's codes, each by its newest version, newest first. */
export async function listCodes(ctx: Context, request: AssetPageRequest): Promise<AssetPage<CodeView>> {
  const page = await listAssets(ctx, codeKind, request)
  return { ...page, items: page.items.map(viewCode) }
}

/** A page of one code's versions, newest first. @throws assets.not_found */
export async function listCodeVersions(
  ctx: Context,
  request: AssetPageRequest & { name: string },
): Promise<AssetPage<CodeView>> {
  const page = await listAssetVersions(ctx, codeKind, request)
  return { ...page, items: page.items.map(viewCode) }
}
