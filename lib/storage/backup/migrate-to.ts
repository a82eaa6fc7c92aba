import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { z } from "zod"

import { AppError } from "#lib/kernel/errors.ts"

import { storageErrors } from "../errors.ts"
import { MIGRATIONS_FOLDER, migrate } from "../migrate.ts"
import { readMigrations } from "../migrations.ts"

const journalSchema = z.looseObject({ entries: z.array(z.looseObject({ when: z.number() })) })

/**
 * Brings a new database to the schema that had exactly the migrations `wanted` (ms since 1970).
 *
 * @throws AppError `storage.backup_unusable` if this code does not know all of them.
 */
export async function migrateTo(url: string, wanted: readonly number[]): Promise<void> {
  const known = readMigrations(MIGRATIONS_FOLDER)
  const used = known.filter(({ madeAtMs }) => wanted.includes(madeAtMs))
  if (used.length !== wanted.length) {
    const message = `The dump was made by a newer Caudal: ${wanted.length - used.length} of its migrations are unknown here.`
    throw new AppError(storageErrors.backupUnusable, message)
  }
  const folder = mkdtempSync(path.join(tmpdir(), "caudal-migrations-"))
  try {
    const journal = journalSchema.parse(
      JSON.parse(readFileSync(path.join(MIGRATIONS_FOLDER, "meta/_journal.json"), "utf8")),
    )
    const entries = journal.entries.filter(({ when }) => wanted.includes(when))
    mkdirSync(path.join(folder, "meta"))
    writeFileSync(path.join(folder, "meta/_journal.json"), JSON.stringify({ ...journal, entries }))
    for (const { name } of used)
      copyFileSync(path.join(MIGRATIONS_FOLDER, `${name}.sql`), path.join(folder, `${name}.sql`))
    await migrate(url, { folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
