import { createReadStream } from "node:fs"
import path from "node:path"
import { pipeline } from "node:stream/promises"
import { createGunzip } from "node:zlib"

import { sql } from "drizzle-orm"

import { AppError } from "#lib/kernel/errors.ts"

import { onLane } from "../client.ts"
import type { Transaction } from "../client.ts"
import { directUrl } from "../direct-url.ts"
import { storageErrors } from "../errors.ts"
import { migrate } from "../migrate.ts"
import { openLane } from "../open-lane.ts"
import type { Lane } from "../open-lane.ts"
import { countingRows, hashing } from "./count-and-hash.ts"
import { withoutForeignKeys } from "./foreign-keys.ts"
import { listTables, quoteName } from "./list-contents.ts"
import { readManifest } from "./manifest.ts"
import type { DumpedTable, Manifest } from "./manifest.ts"
import { migrateTo } from "./migrate-to.ts"

/**
 * Fills an empty database from the dump in `folder`: everything, in one transaction, or nothing. The dump may be older
 * than this code; the database is brought to the dump's schema, filled, and migrated to today's.
 *
 * @throws AppError `storage.restore_target_not_empty` if a table has rows, `storage.backup_unusable` if the dump is
 * incomplete, damaged, or from a newer Caudal. The database has no rows then.
 */
export async function restoreDatabase(url: string, folder: string): Promise<void> {
  const manifest = readManifest(folder)
  const lane = openLane(directUrl(url), { applicationName: "caudal restore" })
  try {
    await clearEmptySchema(lane)
    await migrateTo(url, manifest.migrations)
    await onLane(lane).transaction((tx) => fill(tx, lane, manifest, folder))
  } finally {
    await lane.end()
  }
  await migrate(url)
}

/** A database that was migrated but never used is as good as a new one, and may have a newer schema than the dump. */
async function clearEmptySchema(lane: Lane): Promise<void> {
  await onLane(lane).transaction(async (tx) => {
    for (const { name } of await listTables(tx)) {
      const rows = await tx.execute(sql`select 1 from ${sql.identifier(name)} limit 1`)
      if (rows.length === 0) continue
      const message = `The database is in use: its table ${name} has rows. Restore into a new one.`
      throw new AppError(storageErrors.restoreTargetNotEmpty, message)
    }
    await tx.execute(sql`drop schema if exists drizzle cascade`)
    await tx.execute(sql`drop schema if exists public cascade`)
    await tx.execute(sql`create schema public`)
  })
}

async function fill(tx: Transaction, lane: Lane, manifest: Manifest, folder: string): Promise<void> {
  await withoutForeignKeys(tx, async () => {
    for (const table of manifest.tables) await fillTable(lane, table, path.join(folder, table.file))
  })
  for (const { name, lastValue, isCalled } of manifest.sequences) {
    await tx.execute(sql`select setval(${quoteName(name)}::regclass, ${lastValue}::bigint, ${isCalled})`)
  }
}

async function fillTable(lane: Lane, { name, columns, rows, sha256 }: DumpedTable, file: string): Promise<void> {
  const { stream: hasher, digest } = hashing()
  const { stream: counter, rows: counted } = countingRows()
  const copy = `copy ${quoteName(name)} (${columns.map(quoteName).join(", ")}) from stdin`
  try {
    const target = await lane.connection.unsafe(copy).writable()
    await pipeline(createReadStream(file), hasher, createGunzip(), counter, target)
  } catch (error) {
    const message = `The rows of table ${name} (${path.basename(file)}) cannot be restored. The database is empty as before.`
    throw new AppError(storageErrors.backupUnusable, message, { cause: error })
  }
  if (digest() === sha256 && counted() === rows) return
  const message = `${path.basename(file)} is not the file that the dump made for table ${name}: its content differs.`
  throw new AppError(storageErrors.backupUnusable, message)
}
