import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import path from "node:path"

import { localBlobStore } from "#lib/assets/index.ts"
import { systemClock } from "#lib/kernel/clock.ts"
import { readEnv } from "#lib/kernel/env.ts"
import type { Home } from "#lib/kernel/home.ts"
import { dumpDatabase } from "#lib/storage/index.ts"

import { CliError } from "../errors.ts"

import { BACKUP_FORMAT, backupLayout } from "./backup-layout.ts"
import type { BackupManifest } from "./backup-layout.ts"
import { packTar } from "./tar.ts"
import { withDatabase } from "./with-database.ts"

/** First two digits of a SHA-256: the blob store is gone through in as many parts. */
const PREFIXES = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"))

async function copyBlobs(home: Home, target: string): Promise<number> {
  const store = localBlobStore(home)
  let count = 0
  for (const prefix of PREFIXES) {
    const digests = (await store.list(prefix)).filter((digest) => /^[0-9a-f]{64}$/.test(digest))
    if (digests.length > 0) await mkdir(path.join(target, prefix), { recursive: true, mode: 0o700 })
    for (const digest of digests) {
      await store.place(digest, path.join(target, prefix, digest.slice(2)), { executable: false })
      count += 1
    }
  }
  return count
}

async function fill(home: Home, folder: string, version: string): Promise<BackupManifest> {
  const layout = backupLayout(folder)
  mkdirSync(layout.blobs, { recursive: true, mode: 0o700 })
  // The database first: whatever it names is in the store by then, and contents never change.
  await withDatabase(home, (url) => dumpDatabase(url, layout.database))
  const blobs = await copyBlobs(home, layout.blobs)
  const isKeyFile = readEnv().CAUDAL_MASTER_KEY === undefined
  if (isKeyFile) copyFileSync(home.masterKeyFile, layout.masterKey)
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    version,
    created_at: new Date(systemClock.nowMs()).toISOString(),
    master_key: isKeyFile ? "file" : "environment",
    blobs,
  }
  writeFileSync(layout.manifest, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  return manifest
}

/** A new folder beside the target, so that a finished backup only has to be renamed. @throws CliError when it is taken */
function makeDraft(target: string): string {
  const draft = `${target}.part`
  if (existsSync(draft)) {
    throw new CliError(
      `${draft} exists already: a backup that was cut off, or something of yours. Look into it, then remove it or name another target.`,
    )
  }
  mkdirSync(path.dirname(draft), { recursive: true, mode: 0o700 })
  mkdirSync(draft, { mode: 0o700 })
  return draft
}

/**
 * Writes database, blobs and master key of `home` to a new folder, or to one file if `target` ends with `.tar`. Caudal
 * may run meanwhile. What is half done stands in `<target>.part` and is removed when something fails.
 *
 * @throws CliError when the target or its `.part` exists, or there is nothing to back up
 */
export async function writeBackup(home: Home, target: string, version: string): Promise<BackupManifest> {
  if (existsSync(target)) throw new CliError(`${target} exists already. Name a new file or folder.`)
  const isEmbedded = readEnv().DATABASE_URL === undefined
  if (isEmbedded && !existsSync(home.postgres)) throw new CliError(`${home.root} has no Caudal to back up.`)
  const draft = makeDraft(target)
  const folder = path.join(draft, "backup")
  const packed = path.join(draft, "backup.tar")
  try {
    const manifest = await fill(home, folder, version)
    if (target.endsWith(".tar")) await packTar(folder, packed)
    renameSync(target.endsWith(".tar") ? packed : folder, target)
    return manifest
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
