import type { ExtractTablesWithRelations } from "drizzle-orm"
import { drizzle } from "drizzle-orm/postgres-js"
import type { PostgresJsDatabase, PostgresJsTransaction } from "drizzle-orm/postgres-js"

import { isPooledUrl } from "./direct-url.ts"
import { openConnection } from "./open-connection.ts"
import type { Connection } from "./open-connection.ts"

/** A pool of connections to Caudal's database. */
export type Database = PostgresJsDatabase & { readonly $client: Connection }
/** An open transaction. */
export type Transaction = PostgresJsTransaction<
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>
/** What every query takes: the pool, or the transaction that it must be a part of. */
export type Db = Database | Transaction

interface ConnectOptions {
  /** Connections at most; 10 if not given. */
  readonly max?: number
  readonly applicationName: string
  /** A query that takes longer fails. 30 s if not given; 0 is no limit. */
  readonly statementTimeoutMs?: number
}

/** Opens a pool; connections are made when queries need them and again after the server was away. */
export function connect(
  url: string,
  { max = 10, applicationName, statementTimeoutMs = 30_000 }: ConnectOptions,
): Database {
  return drizzle(openConnection(url, { max, applicationName, statementTimeoutMs, isPooled: isPooledUrl(url) }))
}

/** Closes a pool. Queries that run get 5 s to finish. */
export async function close(db: Database): Promise<void> {
  await db.$client.end({ timeout: 5 })
}
