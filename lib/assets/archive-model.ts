import type { Context } from "#lib/identity/index.ts"

import { setAssetArchived } from "./archive-asset.ts"
import { modelKind, viewModel } from "./model-kind.ts"
import type { ModelView } from "./schema.ts"

interface ModelVersion {
  readonly name: string
  readonly version: string
}

/** Takes a version out of lists and out of `@latest`; deployments that use it go on. @throws assets.not_found */
export async function archiveModel(ctx: Context, { name, version }: ModelVersion): Promise<ModelView> {
  return viewModel(await setAssetArchived(ctx, modelKind, { name, version, archived: true }))
}

/** Brings an archived version back. @throws assets.not_found */
export async function restoreModel(ctx: Context, { name, version }: ModelVersion): Promise<ModelView> {
  return viewModel(await setAssetArchived(ctx, modelKind, { name, version, archived: false }))
}
