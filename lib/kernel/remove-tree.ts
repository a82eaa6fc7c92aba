import { chmod, readdir, rm } from "node:fs/promises"
import path from "node:path"

const RETRIES_MAX = 3

/** Lets us enter and change every folder below. Links are not followed. */
async function openFolders(folder: string): Promise<void> {
  try {
    await chmod(folder, 0o700)
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) await openFolders(path.join(folder, entry.name))
    }
  } catch {
    // Gone already, or `rm` says better what is wrong.
  }
}

/**
 * Removes a folder with everything in it, also with closed folders, which an ordinary user cannot empty: a tree is read-only,
 * and models and builds may close folders of their own. One that is gone is no error.
 */
export async function removeTree(folder: string): Promise<void> {
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: RETRIES_MAX })
  await remove().catch(async () => {
    await openFolders(folder)
    await remove()
  })
}
