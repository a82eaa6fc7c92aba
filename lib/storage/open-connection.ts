import postgres from "postgres"

/** The driver's handle: a pool, or one connection with `max: 1`. Only this folder sees it. */
export type Connection = postgres.Sql

export interface ConnectionOptions {
  readonly max: number
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string
  /** 0, the default, is no limit. */
  readonly statementTimeoutMs?: number
  /** The URL leads to a pooler in transaction mode: nothing may outlive a transaction. */
  readonly isPooled?: boolean
  readonly onClose?: () => void
  readonly onNotify?: (channel: string, payload: string) => void
}

/** Longest wait before the driver tries to connect again: a database that is back must be noticed at once. */
const RECONNECT_S_MAX = 0.5

/** Dates, times and their arrays (PostgreSQL's `pg_type.dat`): drizzle reads and writes their text itself. */
const DRIZZLE_TYPES = [1184, 1082, 1083, 1114, 1182, 1185, 1115, 1231]
/** json and jsonb: drizzle writes their text itself. */
const JSON_TYPES = [114, 3802]

/** A URL without `host=<folder>`, which the driver would send to the server as a setting, and that folder's socket. */
export function splitSocket(url: string): { url: string; path?: string } {
  const parsed = new URL(url)
  const folder = parsed.searchParams.get("host")
  if (!folder?.startsWith("/")) return { url }
  parsed.searchParams.delete("host")
  return { url: parsed.toString(), path: `${folder}/.s.PGSQL.${parsed.port || "5432"}` }
}

/** Prepares connections to `url`; the first query opens the first one. Understands `?host=<socket folder>` as libpq does. */
export function openConnection(url: string, options: ConnectionOptions): Connection {
  const { onClose, onNotify, isPooled = false, statementTimeoutMs = 0 } = options
  const { url: address, path } = splitSocket(url)
  const settings = { application_name: options.applicationName }
  const limits = { statement_timeout: statementTimeoutMs, idle_in_transaction_session_timeout: 60_000 }
  const extra = {
    ...(path === undefined ? {} : { path }),
    ...(onClose ? { onclose: onClose } : {}),
    // Known to the driver, missing in its types.
    ...(onNotify ? { onnotify: onNotify } : {}),
  }
  const sql = postgres(address, {
    ...extra,
    max: options.max,
    connect_timeout: 10,
    // Connections live as long as they work: the ones that hold locks or listen must not be recycled by age.
    max_lifetime: null,
    backoff: (attempt: number) => Math.min(RECONNECT_S_MAX, 0.02 * 2 ** attempt),
    prepare: !isPooled,
    // Nothing here needs the list of array types, and asking for it costs a round trip for each connection.
    fetch_types: false,
    onnotice: () => undefined,
    connection: isPooled ? settings : { ...settings, ...limits },
  })
  for (const type of DRIZZLE_TYPES) sql.options.parsers[type] = (value: string) => value
  for (const type of [...DRIZZLE_TYPES, ...JSON_TYPES]) sql.options.serializers[type] = (value: unknown) => value
  return sql
}
