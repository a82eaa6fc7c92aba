import { sql } from "drizzle-orm"
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js"
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator"
import path from "node:path"

import { AppError } from "#lib/kernel/errors.ts"

import { onLane } from "./client.ts"
import type { Transaction } from "./client.ts"
import { directUrl } from "./direct-url.ts"
import { storageErrors } from "./errors.ts"
import { lockKey } from "./lock-key.ts"
import { readMigrations } from "./migrations.ts"
import type { Migration } from "./migrations.ts"
import { openLane } from "./open-lane.ts"

/** The committed SQL, in the order of its journal. */
export const MIGRATIONS_FOLDER = path.resolve(import.meta.dirname, "../../drizzle/migrations")
const SERVER_VERSION_MIN = 150_000

interface MigrateOptions {
  /** Tests and restores bring their own. */
  readonly folder?: string
}

/**
 * Brings the database at `url` to the schema of this code. Several processes may call it at once: one works, the others
 * wait and find it done. All pending migrations are one transaction.
 *
 * @throws AppError `storage.database_newer` if the database knows a migration that this code does not, and
 * `storage.server_too_old` for PostgreSQL before 15. Nothing is changed then.
 */
export async function migrate(url: string, { folder = MIGRATIONS_FOLDER }: MigrateOptions = {}): Promise<void> {
  const known = readMigrations(folder)
  const lane = openLane(directUrl(url), { applicationName: "caudal migrate" })
  const db = onLane(lane)
  try {
    await requireServerVersion(db)
    // Held by the session, which is this one connection; it is free again when the connection ends, however that happens.
    await db.execute(sql`select pg_advisory_lock(${lockKey("migrate")}::bigint)`)
    requireKnown(await appliedMigrations(db), known)
    await applyMigrations(db, { migrationsFolder: folder })
  } finally {
    await lane.end()
  }
}

async function requireServerVersion(db: PostgresJsDatabase): Promise<void> {
  const [row] = await db.execute<{ version: string }>(sql`select current_setting('server_version_num') as version`)
  if (Number(row?.version) >= SERVER_VERSION_MIN) return
  const message = `The database server is PostgreSQL ${Math.floor(Number(row?.version) / 10_000)}; Caudal needs 15 or newer.`
  throw new AppError(storageErrors.serverTooOld, message, { target: "DATABASE_URL" })
}

/** When each applied migration was made (ms since 1970), which is the name that drizzle records. Empty for a new database. */
export async function appliedMigrations(db: PostgresJsDatabase | Transaction): Promise<number[]> {
  const [table] = await db.execute<{ exists: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  )
  if (!table?.exists) return []
  const rows = await db.execute<{ madeAt: number }>(
    sql`select created_at::float8 as "madeAt" from drizzle.__drizzle_migrations order by created_at`,
  )
  return rows.map(({ madeAt }) => madeAt)
}

function requireKnown(applied: readonly number[], known: readonly Migration[]): void {
  const unknown = applied.filter((madeAtMs) => !known.some((migration) => migration.madeAtMs === madeAtMs))
  const newest = known.at(-1)
  if (unknown.length === 0) return
  const message =
    `The database has ${unknown.length} migration(s) that this version of Caudal does not know; its own newest is ` +
    `${newest?.name ?? "none"}. Start the version that made them, or use another database. Nothing was changed.`
  throw new AppError(storageErrors.databaseNewer, message)
}
