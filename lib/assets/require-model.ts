import type { Context } from "#lib/identity/index.ts"

import { modelKind, viewModel } from "./model-kind.ts"
import type { AssetReference } from "./references.ts"
import { requireAsset } from "./require-asset.ts"
import type { ModelView } from "./schema.ts"

/** One version of a model; version null is the newest that is not archived. @throws assets.not_found */
export async function requireModel(ctx: Context, reference: AssetReference): Promise<ModelView> {
  return viewModel(await requireAsset(ctx, modelKind, reference))
}
