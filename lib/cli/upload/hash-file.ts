import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"

const READ_BYTES = 1024 * 1024

/** SHA-256 of a file in lower-case hex, read in pieces. @throws AbortError once it is stopped */
export async function hashFile(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256")
  for await (const chunk of createReadStream(file, { highWaterMark: READ_BYTES, signal })) hash.update(chunk)
  return hash.digest("hex")
}
