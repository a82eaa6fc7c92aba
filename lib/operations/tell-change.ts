import { notify } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import type { ChangeView } from "./schema.ts"

/** Triggers notify here of every insert and update; their payload is `changeNotice`. */
export const CHANGES_CHANNEL = "changes"

/** Tells open pages of a change that no trigger tells: a row that is deleted. */
export async function tellChange(tx: Db, workspaceId: string, change: ChangeView): Promise<void> {
  await notify(tx, CHANGES_CHANNEL, JSON.stringify({ workspace: workspaceId, ...change }))
}
