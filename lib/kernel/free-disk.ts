import { statfs } from "node:fs/promises"

/** Bytes that are free for a user who is not root, where `folder` is. */
export async function freeDiskBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
