import type { FileHandle } from "node:fs/promises"

const READ_BYTES = 64 * 1024
const NEWLINE = 10

/** The complete lines of a file from a place on, each with where it ends; what is half written is left for the next time. */
export async function* readLines(handle: FileHandle, from: number): AsyncGenerator<{ line: string; end: number }> {
  const buffer = Buffer.alloc(READ_BYTES)
  let rest = Buffer.alloc(0)
  let end = from
  for (let at = from; ;) {
    const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, at)
    if (bytesRead === 0) return
    at += bytesRead
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
    for (let newline = rest.indexOf(NEWLINE); newline >= 0; newline = rest.indexOf(NEWLINE)) {
      end += newline + 1
      yield { line: rest.toString("utf8", 0, newline), end }
      rest = rest.subarray(newline + 1)
    }
  }
}
