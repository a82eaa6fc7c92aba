import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import type { AssetKind, AssetRow } from "./asset-kind.ts"
import { listNameRows, listVersionRows } from "./asset-queries.ts"
import { assetErrors } from "./errors.ts"

export interface AssetPageRequest {
  readonly limit: number
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined
  readonly withArchived?: boolean | undefined
  readonly withAnonymous?: boolean | undefined
}

export interface AssetPage<T> {
  readonly items: T[]
  readonly nextCursor: string | null
}

function toPage<Row extends AssetRow>(rows: Row[], limit: number): AssetPage<Row> {
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** A page of the workspace's names, each by its newest version, newest first. Archived and anonymous ones only if asked for. */
export async function listAssets<Row extends AssetRow, Content>(
  ctx: Context,
  kind: AssetKind<Row, Content>,
  { limit, cursor, withArchived = false, withAnonymous = false }: AssetPageRequest,
): Promise<AssetPage<Row>> {
  authorise(ctx, kind.readAction)
  const { workspaceId } = ctx
  const rows = await listNameRows(ctx.db, kind, {
    workspaceId,
    limit: limit + 1,
    before: cursor,
    withArchived,
    withAnonymous,
  })
  return toPage(rows, limit)
}

/** A page of one name's versions, newest first. Archived ones only if asked for. @throws assets.not_found */
export async function listAssetVersions<Row extends AssetRow, Content>(
  ctx: Context,
  kind: AssetKind<Row, Content>,
  { name, limit, cursor, withArchived = false }: AssetPageRequest & { name: string },
): Promise<AssetPage<Row>> {
  authorise(ctx, kind.readAction)
  const { workspaceId } = ctx
  const query = { workspaceId, name, limit: limit + 1, before: cursor }
  const rows = await listVersionRows(ctx.db, kind, { ...query, withArchived })
  if (rows.length === 0 && cursor === undefined) {
    const any = await listVersionRows(ctx.db, kind, { workspaceId, name, limit: 1, withArchived: true })
    if (any.length === 0) {
      const message = `This workspace does not have the ${kind.noun} "${name}". Look at the list for what it has.`
      throw new AppError(assetErrors.notFound, message, { target: kind.noun })
    }
  }
  return toPage(rows, limit)
}
