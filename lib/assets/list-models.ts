import type { Context } from "#lib/identity/index.ts"

import { listAssets, listAssetVersions } from "./list-assets.ts"
import type { AssetPage, AssetPageRequest } from "./list-assets.ts"
import { modelKind, viewModel } from "./model-kind.ts"
import type { ModelView } from "./schema.ts"

/** A page of the workspace's models, each by its newest version, newest first. */
export async function listModels(ctx: Context, request: AssetPageRequest): Promise<AssetPage<ModelView>> {
  const page = await listAssets(ctx, modelKind, request)
  return { ...page, items: page.items.map(viewModel) }
}

/** A page of one model's versions, newest first. @throws assets.not_found */
export async function listModelVersions(
  ctx: Context,
  request: AssetPageRequest & { name: string },
): Promise<AssetPage<ModelView>> {
  const page = await listAssetVersions(ctx, modelKind, request)
  return { ...page, items: page.items.map(viewModel) }
}
