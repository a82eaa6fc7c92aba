import { sql } from "drizzle-orm"
import { z } from "zod"

import { routeChangeSchema } from "#lib/gateway/index.ts"
import type { CounterRow, RouteChange, RoutesPage, RoutesSource } from "#lib/gateway/index.ts"
import type { Logger } from "#lib/kernel/log.ts"
import { close, connect } from "#lib/storage/index.ts"
import type { Database } from "#lib/storage/index.ts"

/** A gateway whose lease is over counts as gone: nobody waits for it to apply a version. */
const LEASE_SECONDS = 10
/** A query that hangs (a network that swallows packets) is given up, and its connections with it. */
const QUERY_MS = 10_000
const COUNTER_ROWS_MAX = 1000

/** Who this gateway is, for its row. */
export interface GatewayIdentity {
  readonly id: string
  readonly hostId: string
  readonly bootId: string
  readonly pid: number
  readonly startedAt: Date
}

/** What the gateway asks of PostgreSQL, off the request path. Every call may fail; a failed one changes nothing here. */
export interface GatewayDatabase extends RoutesSource {
  /** A sign of life, and the newest version that is in force here. */
  heartbeat(appliedVersion: number): Promise<void>
  saveCounters(rows: readonly CounterRow[]): Promise<readonly CounterRow[]>
  /** Says goodbye, so that nobody waits for the lease to end. */
  leave(): Promise<void>
  close(): Promise<void>
}

/** Opens the gateway's own small pool; the database need not be up. */
export function openGatewayDatabase(url: string, identity: GatewayIdentity, log: Logger): GatewayDatabase {
  const { id, hostId, bootId, pid, startedAt } = identity
  const open = () => connect(url, { max: 3, applicationName: "caudal gateway", statementTimeoutMs: QUERY_MS })
  let db = open()
  const run = async <T>(query: (db: Database) => Promise<T>): Promise<T> => {
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
    heartbeat: (appliedVersion) =>
      run(async (used) => {
        await used.execute(sql`
          insert into gateways (id, host_id, boot_id, pid, started_at, heartbeat_at, lease_until, applied_version)
          values (${id}, ${hostId}, ${bootId}, ${pid}, ${startedAt.toISOString()}, now(),
            now() + ${LEASE_SECONDS} * interval '1 second', ${appliedVersion})
          on conflict (id) do update set heartbeat_at = excluded.heartbeat_at, lease_until = excluded.lease_until,
            applied_version = excluded.applied_version`)
      }),
    saveCounters: (rows) => run((used) => saveCounters(used, id, rows.slice(0, COUNTER_ROWS_MAX))),
    leave: () =>
      run(async (used) => {
        await used.execute(sql`delete from gateways where id = ${id}`)
      }),
    close: () => close(db),
  }
}

const topRow = z.tuple([z.object({ newest: z.coerce.number() })])
const routeRows = z.array(z.object({ version: z.coerce.number(), endpoint_id: z.string(), route: z.unknown() }))

async function fetchAfter(db: Database, version: number, log: Logger): Promise<RoutesPage> {
  // The newest version first: what commits between the two queries is above it and comes again.
  const [{ newest }] = topRow.parse([
    ...(await db.execute(sql`select coalesce(max(version), 0) as newest from routes`)),
  ])
  const rows = await db.execute(sql`
    select version, endpoint_id, route from routes where version > ${version} order by version`)
  const changes: RouteChange[] = []
  for (const row of routeRows.parse([...rows])) {
    const route: unknown = typeof row.route === "string" ? JSON.parse(row.route) : row.route
    const parsed = routeChangeSchema.safeParse({ version: row.version, endpointId: row.endpoint_id, route })
    // One row that cannot be read must not keep the others from being served.
    if (parsed.success) changes.push(parsed.data)
    else log.error({ endpointId: row.endpoint_id, err: parsed.error }, "a row of the routing table cannot be read")
  }
  return { newest: Math.max(newest, ...changes.slice(-1).map((change) => change.version)), changes }
}

async function saveCounters(
  db: Database,
  gatewayId: string,
  rows: readonly CounterRow[],
): Promise<readonly CounterRow[]> {
  if (rows.length === 0) return rows
  await db.execute(sql`
    insert into gateway_counters (gateway_id, endpoint_id, deployment_id, code, count)
    select ${gatewayId}, "endpointId", "deploymentId", code, count
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("endpointId" text, "deploymentId" text, code int, count bigint)
    on conflict (gateway_id, endpoint_id, deployment_id, code)
    do update set count = excluded.count, updated_at = now()`)
  return rows
}
