import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { chmod, copyFile, readdir, rm } from "node:fs/promises"
import path from "node:path"

import { localBlobStore } from "#lib/assets/index.ts"
import { parseMasterKey } from "#lib/auth/index.ts"
import type { MasterKey } from "#lib/auth/index.ts"
import { readEnv } from "#lib/kernel/env.ts"
import { ensurePrivateFolder } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { becomeLauncher, resignLauncher } from "#lib/launcher/index.ts"
import { restoreDatabase } from "#lib/storage/index.ts"

import { CliError } from "../errors.ts"
import { wasLauncherKilled } from "../local/read-launcher.ts"

import { backupLayout, readBackupManifest } from "./backup-layout.ts"
import type { BackupManifest } from "./backup-layout.ts"
import { unpackTar } from "./tar.ts"
import { withDatabase } from "./with-database.ts"

/** Puts the blobs into the store, each checked against its hash. One that is there already is left as it is. */
async function restoreBlobs(home: Home, source: string): Promise<void> {
  const store = localBlobStore(home)
  ensurePrivateFolder(home.uploads)
  for (const prefix of await readdir(source)) {
    for (const name of await readdir(path.join(source, prefix))) {
      const file = path.join(source, prefix, name)
      if (await store.has(prefix + name, statSync(file).size)) continue
      const own = path.join(home.uploads, `restore-${prefix}${name}`)
      await copyFile(file, own)
      // Copied with the mode of the source, which nobody may write.
      await chmod(own, 0o600)
      await store.addFile(prefix + name, own).finally(() => rm(own, { force: true }))
    }
  }
}

/** Whether everything that the keys of `backup` sealed can be opened with those of `present`, however they are written. */
function opensAll(present: MasterKey, backup: MasterKey): boolean {
  return backup.all.every(({ id }) => present.all.some((key) => key.id === id))
}

/** @throws CliError when what is restored could not be opened; auth.master_key_invalid */
function requireSameKey(home: Home, layout: ReturnType<typeof backupLayout>, manifest: BackupManifest): void {
  const fromEnv = readEnv().CAUDAL_MASTER_KEY
  if (manifest.master_key === "environment") {
    if (fromEnv !== undefined) return
    throw new CliError("The master key is not in this backup: it came from CAUDAL_MASTER_KEY. Set that variable again.")
  }
  const present = fromEnv ?? (existsSync(home.masterKeyFile) ? readFileSync(home.masterKeyFile, "utf8") : undefined)
  if (present === undefined) return
  const place = fromEnv === undefined ? home.masterKeyFile : "CAUDAL_MASTER_KEY"
  const key = parseMasterKey(readFileSync(layout.masterKey, "utf8"), layout.masterKey)
  if (opensAll(parseMasterKey(present, place), key)) return
  throw new CliError(
    `${place} does not hold the backup's key, so it could not open what is restored. Restore into an empty CAUDAL_HOME${fromEnv === undefined ? "" : ", or add the backup's key to CAUDAL_MASTER_KEY after a comma"}.`,
  )
}

async function restoreFolder(home: Home, folder: string): Promise<BackupManifest> {
  const manifest = readBackupManifest(folder)
  const layout = backupLayout(folder)
  requireSameKey(home, layout, manifest)
  await restoreBlobs(home, layout.blobs)
  if (manifest.master_key === "file" && !existsSync(home.masterKeyFile) && readEnv().CAUDAL_MASTER_KEY === undefined) {
    copyFileSync(layout.masterKey, home.masterKeyFile)
    await chmod(home.masterKeyFile, 0o600)
  }
  // Last, and all or nothing: until then the command can be run again.
  await withDatabase(home, (url) => restoreDatabase(url, layout.database))
  return manifest
}

/**
 * Fills an empty `home` and its empty database from a backup, folder or `.tar`. Caudal must not run: the home is held
 * meanwhile, so that a start waits.
 *
 * @throws CliError; AppError `storage.restore_target_not_empty` when the database is in use
 */
export async function restoreBackup(home: Home, source: string): Promise<BackupManifest> {
  if (!existsSync(source)) throw new CliError(`There is no backup ${source}.`)
  ensurePrivateFolder(home.root)
  if (wasLauncherKilled(home)) {
    throw new CliError(`What ran from ${home.root} was killed, and parts of it may still run.`, { next: "caudal stop" })
  }
  const running = await becomeLauncher(home, { busyWith: "a restore" })
  if (running && "busyWith" in running) {
    throw new CliError(`${home.root} is busy with ${running.busyWith} (process ${running.pid}).`)
  }
  if (running) throw new CliError(`Caudal runs from ${home.root}.`, { next: "caudal stop" })
  try {
    return await restoreInto(home, source)
  } finally {
    resignLauncher(home)
  }
}

async function restoreInto(home: Home, source: string): Promise<BackupManifest> {
  if (statSync(source).isDirectory()) return await restoreFolder(home, source)
  const unpacked = mkdtempSync(path.join(home.run, "restore-"))
  try {
    await unpackTar(source, unpacked)
    return await restoreFolder(home, unpacked)
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
}
