import { routeChangeSchema } from "#lib/gateway/index.ts"
import type { CounterRow, RouteChange, RoutesPage, RoutesSource } from "#lib/gateway/index.ts"
import type { Logger } from "#lib/kernel/log.ts"
import { close, connect } from "#lib/storage/index.ts"
import type { Database } from "#lib/storage/index.ts"

import { deleteGateway, getNewestVersion, listRoutesAfter, saveCounters, saveHeartbeat } from "./gateway-queries.ts"
import type { GatewayIdentity } from "./gateway-queries.ts"

/** A query that hangs (a network that swallows packets) is given up, and its connections with it. */
const QUERY_MS = 10_000
/** Counts are stored this many at a time, so that no query is long. */
const COUNTER_ROWS_MAX = 1000

/** What the gateway asks of PostgreSQL, off the request path. Every call may fail; a failed one changes nothing here. */
export interface GatewayDatabase extends RoutesSource {
  /** A sign of life, and the newest version that is in force here. */
  heartbeat(appliedVersion: number): Promise<void>
  saveCounters(rows: readonly CounterRow[]): Promise<void>
  /** Says goodbye, so that nobody waits for the lease to end. */
  leave(): Promise<void>
  close(): Promise<void>
}

/** Opens the gateway's own small pool; the database need not be up. */
export function openGatewayDatabase(url: string, identity: GatewayIdentity, log: Logger): GatewayDatabase {
  const open = () => connect(url, { max: 3, applicationName: "caudal gateway", statementTimeoutMs: QUERY_MS })
  let db = open()
  const run = async <T>(query: (used: Database) => Promise<T>): Promise<T> => {
    const used = db
    const { promise: late, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(() => reject(new Error("The database did not answer within 10 s.")), QUERY_MS)
    late.catch(() => {
      if (db === used) db = open()
      close(used).catch(() => undefined)
    })
    try {
      return await Promise.race([query(used), late])
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    fetchAfter: (version) => run((used) => fetchAfter(used, version, log)),
    heartbeat: (appliedVersion) => run((used) => saveHeartbeat(used, identity, appliedVersion)),
    saveCounters: async (rows) => {
      for (let at = 0; at < rows.length; at += COUNTER_ROWS_MAX) {
        await run((used) => saveCounters(used, identity.id, rows.slice(at, at + COUNTER_ROWS_MAX)))
      }
    },
    leave: () => run((used) => deleteGateway(used, identity.id)),
    close: () => close(db),
  }
}

async function fetchAfter(db: Database, version: number, log: Logger): Promise<RoutesPage> {
  // The newest version first: what commits between the two queries is above it and comes again.
  const newest = await getNewestVersion(db)
  const changes: RouteChange[] = []
  for (const row of await listRoutesAfter(db, version)) {
    const parsed = routeChangeSchema.safeParse({ version: row.version, endpointId: row.endpoint_id, route: row.route })
    // One row that cannot be read must not keep the others from being served.
    if (parsed.success) changes.push(parsed.data)
    else log.error({ endpointId: row.endpoint_id, err: parsed.error }, "a row of the routing table cannot be read")
  }
  return { newest: Math.max(newest, ...changes.slice(-1).map((change) => change.version)), changes }
}
