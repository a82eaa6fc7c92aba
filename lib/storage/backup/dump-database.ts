import { createWriteStream, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"
import { createGzip } from "node:zlib"

import { AppError } from "#lib/kernel/errors.ts"

import { onLane } from "../client.ts"
import { directUrl } from "../direct-url.ts"
import { storageErrors } from "../errors.ts"
import { appliedMigrations } from "../migrate.ts"
import { openLane } from "../open-lane.ts"
import type { Lane } from "../open-lane.ts"
import { countingRows, hashing } from "./count-and-hash.ts"
import { copyOut } from "./copy-out.ts"
import { listSequences, listTables, quoteName } from "./list-contents.ts"
import { DUMP_FORMAT, manifestFile } from "./manifest.ts"
import type { DumpedTable, Manifest } from "./manifest.ts"

/**
 * Writes everything in Caudal's database to files in `folder`, as it is at one moment, while others go on working. Rows
 * stream through; no table is held in memory. The files are private (mode 600) and hold what the database holds, sealed
 * secrets too.
 *
 * @param folder does not exist yet or is empty.
 * @throws AppError `storage.backup_unusable` if the folder has something in it.
 */
export async function dumpDatabase(url: string, folder: string): Promise<Manifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (readdirSync(folder).length > 0) {
    throw new AppError(storageErrors.backupUnusable, `${folder} is not empty. Name a new folder for the dump.`)
  }
  const lane = openLane(directUrl(url), { applicationName: "caudal backup" })
  try {
    const manifest = await onLane(lane).transaction(
      async (tx) => {
        const tables: DumpedTable[] = []
        for (const { name, columns } of await listTables(tx)) {
          const file = `${String(tables.length).padStart(4, "0")}.copy.gz`
          tables.push({ name, columns, file, ...(await dumpTable(lane, name, columns, path.join(folder, file))) })
        }
        return {
          format: DUMP_FORMAT,
          migrations: await appliedMigrations(tx),
          tables,
          sequences: await listSequences(tx),
        } satisfies Manifest
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    )
    writeFileSync(`${manifestFile(folder)}.part`, JSON.stringify(manifest, undefined, 2), { mode: 0o600 })
    renameSync(`${manifestFile(folder)}.part`, manifestFile(folder))
    return manifest
  } finally {
    await lane.end()
  }
}

async function dumpTable(lane: Lane, name: string, columns: readonly string[], file: string) {
  const { stream: counter, rows } = countingRows()
  const { stream: hasher, digest } = hashing()
  const copy = `copy ${quoteName(name)} (${columns.map(quoteName).join(", ")}) to stdout`
  await copyOut(lane, copy, [counter, createGzip(), hasher, createWriteStream(file, { mode: 0o600, flush: true })])
  return { rows: rows(), sha256: digest() }
}
