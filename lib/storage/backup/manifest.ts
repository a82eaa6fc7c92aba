import { readFileSync } from "node:fs"
import path from "node:path"

import { z } from "zod"

import { AppError } from "#lib/kernel/errors.ts"

import { storageErrors } from "../errors.ts"

/** Raised when the files of a dump change their meaning. */
export const DUMP_FORMAT = 1
const MANIFEST = "manifest.json"

const manifestSchema = z.object({
  format: z.literal(DUMP_FORMAT),
  /** Which migrations the dumped database had, by the time they were made (ms since 1970), oldest first. */
  migrations: z.array(z.number()).min(1),
  tables: z.array(
    z.object({
      name: z.string().min(1),
      columns: z.array(z.string().min(1)).min(1),
      rows: z.number().int().nonnegative(),
      /** Beside the manifest: gzipped text of COPY. */
      file: z.string().regex(/^\d{4}\.copy\.gz$/),
      sha256: z.string().length(64),
    }),
  ),
  sequences: z.array(z.object({ name: z.string().min(1), lastValue: z.string(), isCalled: z.boolean() })),
})

/** What a dump holds. */
export type Manifest = z.infer<typeof manifestSchema>
export type DumpedTable = Manifest["tables"][number]

/** Where the manifest of the dump in `folder` stands. It is written last: a dump without one is incomplete. */
export function manifestFile(folder: string): string {
  return path.join(folder, MANIFEST)
}

/** Reads a manifest. @throws AppError `storage.backup_unusable` if it is missing or of another shape. */
export function readManifest(folder: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(manifestFile(folder), "utf8"))
  } catch (error) {
    const message = `${folder} holds no complete dump of a database: ${MANIFEST} cannot be read.`
    throw new AppError(storageErrors.backupUnusable, message, { cause: error })
  }
  const parsed = manifestSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const message = `The ${MANIFEST} in ${folder} is not of format ${DUMP_FORMAT}: ${z.prettifyError(parsed.error)}`
  throw new AppError(storageErrors.backupUnusable, message)
}
