import { PgTransaction } from "drizzle-orm/pg-core"
import { setTimeout as delay } from "node:timers/promises"

import { backoffMs } from "#lib/kernel/backoff.ts"

import type { Db, Transaction } from "./client.ts"
import { isRetryable } from "./pg-errors.ts"

const ATTEMPTS_MAX = 5

interface TransactionOptions {
  /** `read committed` if not given. */
  readonly isolation?: "read committed" | "repeatable read" | "serializable"
}

/**
 * Runs `work` in a transaction: all of its writes or none. After a deadlock or a serialization failure it is run again,
 * up to 5 times, so `work` must do nothing outside the database.
 *
 * Inside another transaction it is a savepoint, and the outermost call does the repeating.
 */
export async function transaction<T>(
  db: Db,
  work: (tx: Transaction) => Promise<T>,
  { isolation = "read committed" }: TransactionOptions = {},
): Promise<T> {
  if (db instanceof PgTransaction) return db.transaction(work)
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work, { isolationLevel: isolation })
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !isRetryable(error)) throw error
      // Both sides of a conflict come here; different waits keep them from meeting again.
      await delay(backoffMs(attempt, { firstMs: 10, maxMs: 200 }) * (0.5 + Math.random()))
    }
  }
}
