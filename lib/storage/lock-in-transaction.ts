import { sql } from "drizzle-orm"

import { lockKey } from "./lock-key.ts"
import { requireTransaction } from "./require-transaction.ts"
import type { Db } from "./client.ts"

/**
 * Waits for the lock `name` and holds it until the transaction ends. Transactions that take the same lock before they
 * deal a version commit in the order of their versions; a plain sequence cannot promise that.
 *
 * @throws Error if `tx` is not a transaction.
 */
export async function lockInTransaction(tx: Db, name: string): Promise<void> {
  await requireTransaction(tx).execute(sql`select pg_advisory_xact_lock(${lockKey(name)}::bigint)`)
}
