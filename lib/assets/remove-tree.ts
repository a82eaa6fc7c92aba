import { chmod, readdir, rm } from "node:fs/promises"
import path from "node:path"

/** Deletes a read-only folder: an ordinary user must be able to write to a folder in order to empty it. */
export async function removeTree(folder: string): Promise<void> {
  await makeWritable(folder)
  await rm(folder, { recursive: true, force: true })
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await chmod(folder, 0o700)
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) await makeWritable(path.join(folder, entry.name))
    }
  } catch {
    // Gone already, or `rm` says better what is wrong.
  }
}
