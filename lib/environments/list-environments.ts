import { listAssets, listAssetVersions } from "#lib/assets/index.ts"
import type { AssetPage, AssetPageRequest } from "#lib/assets/index.ts"
import type { Context } from "#lib/identity/index.ts"

import type { EnvironmentView } from "./environment-input.ts"
import { environmentKind, viewEnvironment } from "./environment-kind.ts"

/** A page of the workspace's environments, each by its newest version, newest first. */
export async function listEnvironments(ctx: Context, request: AssetPageRequest): Promise<AssetPage<EnvironmentView>> {
  const page = await listAssets(ctx, environmentKind, request)
  return { ...page, items: page.items.map(viewEnvironment) }
}

/** A page of one environment's versions, newest first. @throws assets.not_found */
export async function listEnvironmentVersions(
  ctx: Context,
  request: AssetPageRequest & { name: string },
): Promise<AssetPage<EnvironmentView>> {
  const page = await listAssetVersions(ctx, environmentKind, request)
  return { ...page, items: page.items.map(viewEnvironment) }
}
