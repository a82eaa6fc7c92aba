import { PgTransaction } from "drizzle-orm/pg-core"

import type { Db, Transaction } from "./client.ts"

/** For what only means something until the end of a transaction: on a pool such a lock would be gone at once. */
export function requireTransaction(db: Db): Transaction {
  if (db instanceof PgTransaction) return db
  throw new Error("This needs a transaction; it was given the pool.")
}
