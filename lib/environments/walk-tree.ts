import { createHash } from "node:crypto"
import { chmod, copyFile, mkdir, readdir, readFile } from "node:fs/promises"
import path from "node:path"

/** Most files that an environment's own folder may have. */
const ENVIRONMENT_FILES_MAX = 5000

/** Paths of the plain files below `start` (itself, if it is a file), sorted. Links are left out: they could lead elsewhere. */
async function listFiles(root: string, start: string): Promise<string[]> {
  const found: string[] = []
  const folders = [start]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return null
      throw error
    })
    if (entries === null) found.push(folder)
    for (const entry of entries ?? []) {
      const inside = path.join(folder, entry.name)
      if (entry.isDirectory()) folders.push(inside)
      if (entry.isFile()) found.push(inside)
    }
    if (found.length > ENVIRONMENT_FILES_MAX) {
      throw new Error(`the environment's folder has more than ${ENVIRONMENT_FILES_MAX} files`)
    }
  }
  return found.toSorted()
}

/** SHA-256 by path of the files below each of `starts`. */
export async function hashFiles(root: string, starts: readonly string[]): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const start of starts) {
    for (const file of await listFiles(root, start)) {
      hashes[file] ??= createHash("sha256")
        .update(await readFile(path.join(root, file)))
        .digest("hex")
    }
  }
  return hashes
}

/** Copies the plain files of a folder, writable for their owner: builds of Python projects write beside their sources. */
export async function copyFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const file of await listFiles(from, "")) {
    const target = path.join(to, file)
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    await copyFile(path.join(from, file), target)
    await chmod(target, 0o700)
  }
}
