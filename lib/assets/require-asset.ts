import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import type { AssetKind, AssetRow } from "./asset-kind.ts"
import { getAssetRow, getLatestAssetRow } from "./asset-queries.ts"
import { assetErrors } from "./errors.ts"
import type { AssetReference } from "./references.ts"

/** The version that a reference means, in this workspace; null means the newest that is not archived. @throws assets.not_found */
export async function requireAsset<Row extends AssetRow, Content>(
  ctx: Context,
  kind: AssetKind<Row, Content>,
  { name, version }: AssetReference,
): Promise<Row> {
  authorise(ctx, kind.readAction)
  const { workspaceId } = ctx
  const row =
    version === null
      ? await getLatestAssetRow(ctx.db, kind, { workspaceId, name })
      : await getAssetRow(ctx.db, kind, { workspaceId, name, version })
  if (row) return row
  const wanted =
    version === null ? `any version of the ${kind.noun} "${name}"` : `the ${kind.noun} "${name}:${version}"`
  throw new AppError(
    assetErrors.notFound,
    `This workspace does not have ${wanted}. Look at the list for what it has.`,
    { target: kind.noun },
  )
}
