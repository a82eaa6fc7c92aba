import { lockInTransaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

/**
 * Holds off the garbage collection, and every other change of what is stored, until the transaction ends. Whoever relies
 * on contents being there, or makes something refer to them, takes it first; so does the collector for each of its steps.
 */
export async function lockContents(tx: Db): Promise<void> {
  await lockInTransaction(tx, "assets.contents")
}
