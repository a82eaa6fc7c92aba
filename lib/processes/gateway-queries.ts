import { sql } from "drizzle-orm"
import { z } from "zod"

import type { CounterRow } from "#lib/gateway/index.ts"
import type { Db } from "#lib/storage/index.ts"

/** A gateway whose lease is over counts as gone: nobody waits for it to apply a version. */
const LEASE_SECONDS = 10

/** Who a gateway is, for its row. */
export interface GatewayIdentity {
  readonly id: string
  readonly hostName: string
  readonly bootId: string
  readonly pid: number
  readonly startedAt: Date
}

const newestRow = z.tuple([z.object({ newest: z.coerce.number() })])
const routeRows = z.array(z.object({ version: z.coerce.number(), endpoint_id: z.string(), route: z.unknown() }))

/** One row of the routing table, its route as it is stored. */
export type StoredRoute = z.infer<typeof routeRows>[number]

/** The newest version of the routing table; 0 when it is empty. */
export async function getNewestVersion(db: Db): Promise<number> {
  const rows = await db.execute(sql`select coalesce(max(version), 0) as newest from routes`)
  return newestRow.parse([...rows])[0].newest
}

/** The rows above `version`, in order. */
export async function listRoutesAfter(db: Db, version: number): Promise<readonly StoredRoute[]> {
  const rows = await db.execute(sql`
    select version, endpoint_id, route from routes where version > ${version} order by version`)
  return routeRows.parse([...rows])
}

/** Writes a gateway's sign of life, the host it is on (its name until a controller has registered there) and the newest version that is in force there. */
export async function saveHeartbeat(db: Db, identity: GatewayIdentity, appliedVersion: number): Promise<void> {
  const { id, hostName, bootId, pid, startedAt } = identity
  await db.execute(sql`
    insert into gateways (id, host_id, boot_id, pid, started_at, heartbeat_at, lease_until, applied_version)
    values (${id}, coalesce((select id from hosts where name = ${hostName} limit 1), ${hostName}), ${bootId}, ${pid}, ${startedAt.toISOString()}, now(),
      now() + ${LEASE_SECONDS} * interval '1 second', ${appliedVersion})
    on conflict (id) do update set heartbeat_at = excluded.heartbeat_at, lease_until = excluded.lease_until,
      host_id = excluded.host_id, applied_version = excluded.applied_version`)
}

export async function deleteGateway(db: Db, id: string): Promise<void> {
  await db.execute(sql`delete from gateways where id = ${id}`)
}

/** Stores counts as they are: absolute since the gateway started, so that storing them twice changes nothing. */
export async function saveCounters(db: Db, gatewayId: string, rows: readonly CounterRow[]): Promise<void> {
  await db.execute(sql`
    insert into gateway_counters (gateway_id, endpoint_id, deployment_id, code, count)
    select ${gatewayId}, "endpointId", "deploymentId", code, count
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("endpointId" text, "deploymentId" text, code int, count bigint)
    on conflict (gateway_id, endpoint_id, deployment_id, code)
    do update set count = excluded.count, updated_at = now()`)
}
