import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test, vi } from "vitest"

import { localBlobStore } from "#lib/assets/index.ts"
import { loadMasterKey } from "#lib/auth/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { becomeLauncher, resignLauncher } from "#lib/launcher/index.ts"
import {
  close,
  connect,
  isEmbeddedRunning,
  migrate,
  removeEmbedded,
  startEmbedded,
  stopEmbedded,
} from "#lib/storage/index.ts"

import { readLauncher } from "../local/read-launcher.ts"

import { backupLayout } from "./backup-layout.ts"
import { restoreBackup } from "./restore-backup.ts"
import { withDatabase } from "./with-database.ts"
import { writeBackup } from "./write-backup.ts"

let root = ""
let source: Home
let digest = ""

async function epochs(home: Home): Promise<unknown[]> {
  return await withDatabase(home, async (url) => {
    const db = connect(url, { max: 1, applicationName: "test" })
    try {
      return Array.from(await db.execute(sql`select epoch from leadership`), (row): unknown => row["epoch"])
    } finally {
      await close(db)
    }
  })
}

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "caudal-backup-"))
  source = homeAt(path.join(root, "source"))
  const { url } = await startEmbedded(source)
  await migrate(url)
  const db = connect(url, { max: 1, applicationName: "test" })
  await db.execute(sql`insert into leadership (name, epoch, holder) values ('one', 41, 'test')`)
  await close(db)
  await stopEmbedded(source)
  loadMasterKey(source)
  digest = await localBlobStore(source).addBytes(Buffer.from("a model"))
})

afterAll(async () => {
  for (const name of ["source", "target", "other", "broken", "held-home"]) {
    const home = homeAt(path.join(root, name))
    if (existsSync(home.postgres)) {
      await stopEmbedded(home)
      await removeEmbedded(home)
    }
  }
  rmSync(root, { recursive: true, force: true })
})

test("a restored home has the rows, blobs and master key of the one that was backed up", async () => {
  const file = path.join(root, "all.tar")
  expect(await writeBackup(source, file, "1.2.3")).toMatchObject({ version: "1.2.3", master_key: "file", blobs: 1 })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(existsSync(`${file}.part`)).toBe(false)

  const target = homeAt(path.join(root, "target"))
  await restoreBackup(target, file)
  expect(isEmbeddedRunning(target)).toBe(false)
  expect(await epochs(target)).toEqual(["41"])
  expect(Buffer.from(await localBlobStore(target).readBytes(digest)).toString()).toBe("a model")
  expect(readFileSync(target.masterKeyFile, "utf8")).toBe(readFileSync(source.masterKeyFile, "utf8"))
  expect(statSync(target.masterKeyFile).mode & 0o777).toBe(0o600)

  await expect(restoreBackup(target, file)).rejects.toMatchObject({ code: "storage.restore_target_not_empty" })
  await expect(writeBackup(source, file, "1.2.3")).rejects.toThrow("exists already")
})

test("a home is held while it is filled, and given back; one that something holds is not filled", async () => {
  const folder = path.join(root, "held")
  await writeBackup(source, folder, "1.2.3")
  const target = homeAt(path.join(root, "held-home"))
  const restoring = restoreBackup(target, folder)
  await vi.waitFor(() => expect(readLauncher(target)).toMatchObject({ busyWith: "a restore" }), { interval: 5 })
  await expect(restoreBackup(target, folder)).rejects.toThrow("is busy with a restore")
  await restoring
  expect(existsSync(path.join(target.run, "launcher.json"))).toBe(false)
  expect(isEmbeddedRunning(target)).toBe(false)

  const running = homeAt(path.join(root, "none"))
  await becomeLauncher(running, { studioUrl: "http://here", gatewayUrl: "https://there" })
  await expect(restoreBackup(running, folder)).rejects.toThrow(`Caudal runs from ${running.root}`)
  writeFileSync(path.join(running.run, "launcher.json"), JSON.stringify({ pid: 2 ** 22 + 1, startTime: 1 }))
  await expect(restoreBackup(running, folder)).rejects.toMatchObject({ next: "caudal stop" })
  expect(existsSync(running.postgres)).toBe(false)
  resignLauncher(running)
})

test("what stands where a backup is prepared is refused and kept", async () => {
  const kept = path.join(root, "mine.part", "thesis.tex")
  mkdirSync(path.dirname(kept))
  writeFileSync(kept, "mine")
  await expect(writeBackup(source, path.join(root, "mine"), "1.2.3")).rejects.toThrow(
    `${path.dirname(kept)} exists already: a backup that was cut off, or something of yours. Look into it, then remove it or name another target.`,
  )
  expect(readFileSync(kept, "utf8")).toBe("mine")
  rmSync(path.dirname(kept), { recursive: true })

  writeFileSync(path.join(root, "mine.tar.part.tar"), "mine")
  await writeBackup(source, path.join(root, "mine.tar"), "1.2.3")
  expect(readFileSync(path.join(root, "mine.tar.part.tar"), "utf8")).toBe("mine")
  expect(existsSync(path.join(root, "mine.tar.part"))).toBe(false)
})

test("a backup that is damaged or incomplete, or a home with another key, is refused and can be tried again", async () => {
  const folder = path.join(root, "folder")
  await writeBackup(source, folder, "1.2.3")
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  const layout = backupLayout(folder)
  const blob = path.join(layout.blobs, digest.slice(0, 2), digest.slice(2))
  const broken = homeAt(path.join(root, "broken"))
  rmSync(blob)
  writeFileSync(blob, "another")
  await expect(restoreBackup(broken, folder)).rejects.toMatchObject({ code: "assets.hash_mismatch" })

  rmSync(blob)
  writeFileSync(blob, "a model")
  const other = homeAt(path.join(root, "other"))
  loadMasterKey(other)
  await expect(restoreBackup(other, folder)).rejects.toThrow("does not hold the backup's key")

  // The same key in another form, beside a newer one that seals.
  const [key] = loadMasterKey(source).all
  writeFileSync(broken.masterKeyFile, `${randomBytes(32).toString("base64")}\n${key?.bytes.toString("hex")}\n`, {
    mode: 0o600,
  })
  await restoreBackup(broken, folder)
  expect(await epochs(broken)).toEqual(["41"])
  rmSync(layout.manifest)
  await expect(restoreBackup(homeAt(path.join(root, "none")), folder)).rejects.toThrow("no complete backup")
})
