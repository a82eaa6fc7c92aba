import type { ExtractTablesWithRelations } from "drizzle-orm"
import { drizzle } from "drizzle-orm/postgres-js"
import type { PostgresJsDatabase, PostgresJsTransaction } from "drizzle-orm/postgres-js"
import type postgres from "postgres"

import { isPooledUrl } from "./direct-url.ts"
import { makeClient, runTransaction } from "./drizzle-client.ts"
import type { DrizzleTransaction } from "./drizzle-client.ts"
import type { Lane } from "./open-lane.ts"
import { openPool } from "./open-pool.ts"
import type { Pool } from "./open-pool.ts"

/** A pool of connections to Caudal's database. */
export type Database = PostgresJsDatabase & { readonly pool: Pool }
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
  const pool = openPool(url, { max, applicationName, statementTimeoutMs, isPooled: isPooledUrl(url) })
  return Object.assign(
    overLanes((work) => pool.use(work)),
    { pool },
  )
}

/** Drizzle on one lane, for work that must stay in one session. */
export function onLane(lane: Lane): PostgresJsDatabase {
  return overLanes((work) => work(lane))
}

function overLanes(useLane: <T>(work: (lane: Lane) => Promise<T>) => Promise<T>): PostgresJsDatabase {
  const client = {
    // Drizzle writes the types here that it encodes and decodes itself; `openConnection` does the same for the driver.
    options: { parsers: {}, serializers: {} },
    ...makeClient(useLane),
    begin: <T>(work: (tx: DrizzleTransaction) => Promise<T>) => useLane((lane) => runTransaction(lane, work)),
  }
  // Drizzle's type asks for the whole driver; it calls what stands above.
  return drizzle(client as unknown as postgres.Sql)
}

/** Closes a pool. Queries that run get 5 s to finish. */
export async function close(db: Database): Promise<void> {
  await db.pool.end()
}
