import type { Context } from "#lib/identity/index.ts"

import { codeKind, viewCode } from "./code-kind.ts"
import type { AssetReference } from "./references.ts"
import { requireAsset } from "./require-asset.ts"
import type { CodeView } from "./schema.ts"

/** One version of a folder of code; version null is the newest that is not archived. @throws assets.not_found */
export async function requireCode(ctx: Context, reference: AssetReference): Promise<CodeView> {
  return viewCode(await requireAsset(ctx, codeKind, reference))
}
