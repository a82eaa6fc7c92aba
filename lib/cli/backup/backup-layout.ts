import { readFileSync } from "node:fs"
import path from "node:path"

import { z } from "zod"

import { CliError } from "../errors.ts"

/** Raised when the files of a backup change their meaning. */
export const BACKUP_FORMAT = 1

const manifestSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** Version of the Caudal that wrote it. */
  version: z.string(),
  created_at: z.string(),
  /** `file`: it is in the backup. `environment`: it came from CAUDAL_MASTER_KEY and is not. */
  master_key: z.enum(["file", "environment"]),
  blobs: z.int(),
})

export type BackupManifest = z.infer<typeof manifestSchema>

/** Where the parts of a backup are. */
export function backupLayout(folder: string) {
  return {
    /** Written last: a backup without it is incomplete. */
    manifest: path.join(folder, "caudal-backup.json"),
    database: path.join(folder, "database"),
    blobs: path.join(folder, "blobs"),
    masterKey: path.join(folder, "master.key"),
  }
}

/** What a backup says of itself. @throws CliError when it is incomplete, none at all, or of a newer format */
export function readBackupManifest(folder: string): BackupManifest {
  let text: string
  try {
    text = readFileSync(backupLayout(folder).manifest, "utf8")
  } catch (error) {
    throw new CliError(`${folder} holds no complete backup: caudal-backup.json is missing.`, { cause: error })
  }
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new CliError(`${folder} is not a backup that this Caudal can read.`, { cause: error })
  }
}
