import { randomBytes } from "node:crypto"
import { link, mkdir, open, rename, rm } from "node:fs/promises"
import path from "node:path"

interface PublishOptions {
  readonly mode: number
  /** Whether a file that is there already is replaced, or stays. */
  readonly replaces: boolean
}

/**
 * Puts a whole file in place at once, so that processes which start together see none or all of it. Where the file must not
 * be replaced, exactly one of them wins and everybody reads the winner's.
 */
export async function publishFile(file: string, text: string, { mode, replaces }: PublishOptions): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`
  const handle = await open(fresh, "wx", mode)
  try {
    await handle.writeFile(text)
    await handle.sync()
    await handle.close()
    if (replaces) await rename(fresh, file)
    else await link(fresh, file)
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST"
    if (!isThere || replaces) throw error
  } finally {
    await rm(fresh, { force: true })
  }
}
