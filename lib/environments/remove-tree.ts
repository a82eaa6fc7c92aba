import { chmod, readdir, rm } from "node:fs/promises"
import path from "node:path"

/** Makes every folder below ours to enter and change. Links are not followed. */
async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(path.join(folder, entry.name))
  }
}

/** Removes a folder with everything in it, also if a build closed folders of its own; one that is gone is no error. */
export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true })
  } catch {
    await openFolders(folder)
    await rm(folder, { recursive: true, force: true })
  }
}
