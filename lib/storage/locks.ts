import { sql } from "drizzle-orm"

import { lockKey } from "./lock-key.ts"
import type { Transaction } from "./client.ts"

/**
 * Waits for the lock `name` and holds it until the transaction ends. Transactions that take the same lock before they
 * deal a version commit in the order of their versions; a plain sequence cannot promise that.
 */
export async function lockInTransaction(tx: Transaction, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey(name)}::bigint)`)
}
