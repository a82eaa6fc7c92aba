import { requireAsset } from "#lib/assets/index.ts"
import type { AssetReference } from "#lib/assets/contract.ts"
import type { Context } from "#lib/identity/index.ts"

import type { EnvironmentView } from "./environment-input.ts"
import { environmentKind, viewEnvironment } from "./environment-kind.ts"

/** One version of an environment; version null is the newest that is not archived. @throws assets.not_found */
export async function requireEnvironment(ctx: Context, reference: AssetReference): Promise<EnvironmentView> {
  return viewEnvironment(await requireAsset(ctx, environmentKind, reference))
}
