import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { recordEvent } from "#lib/events/index.ts"
import { transaction } from "#lib/storage/index.ts"

import type { AssetKind, AssetRow } from "./asset-kind.ts"
import { updateAssetRow } from "./asset-queries.ts"
import { lockContents } from "./contents-lock.ts"
import { requireAsset } from "./require-asset.ts"

/**
 * Archives a version or brings it back. An archived one is not in lists and is not `@latest`; what uses it goes on. Doing
 * it again changes nothing.
 *
 * @throws assets.not_found
 */
export async function setAssetArchived<Row extends AssetRow, Content>(
  ctx: Context,
  kind: AssetKind<Row, Content>,
  { name, version, archived }: { name: string; version: string; archived: boolean },
): Promise<Row> {
  authorise(ctx, kind.writeAction)
  return await transaction(ctx.db, async (tx) => {
    await lockContents(tx)
    const inside = { ...ctx, db: tx }
    const row = await requireAsset(inside, kind, { name, version })
    if ((row.archivedAt !== null) === archived) return row
    const now = new Date(ctx.clock.nowMs())
    await updateAssetRow(tx, kind, row, { archivedAt: archived ? now : null, updatedAt: now })
    await recordEvent(ctx, tx, {
      action: `${kind.noun}.${archived ? "archive" : "restore"}`,
      targetType: kind.noun,
      targetId: row.id,
      targetName: `${name}:${version}`,
      result: "Succeeded",
    })
    return await requireAsset(inside, kind, { name, version })
  })
}
