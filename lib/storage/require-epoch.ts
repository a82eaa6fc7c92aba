import { sql } from "drizzle-orm"

import { AppError } from "#lib/kernel/errors.ts"

import type { Db } from "./client.ts"
import { storageErrors } from "./errors.ts"
import { requireTransaction } from "./require-transaction.ts"

/**
 * Makes a transaction of a leader conditional: it goes on only if nobody leads `name` with another epoch, and until it
 * ends nobody can take over. Call it first in every transaction that plans or acts.
 *
 * @throws AppError `storage.leadership_lost`.
 */
export async function requireEpoch(tx: Db, name: string, epoch: number): Promise<void> {
  // "for share" makes the next leader's update wait for this transaction, and lets transactions of one leader run together.
  const rows = await requireTransaction(tx).execute<{ epoch: number }>(
    sql`select epoch::float8 as epoch from leadership where name = ${name} for share`,
  )
  const current = rows[0]?.epoch
  if (current === epoch) return
  const message = `This process led "${name}" with epoch ${epoch}, and the epoch is ${current ?? "gone"} now. Nothing was changed.`
  throw new AppError(storageErrors.leadershipLost, message, { target: name })
}
