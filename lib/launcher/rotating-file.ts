import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs"
import path from "node:path"

const BYTES_MAX = 10 * 1024 * 1024
const KEPT = 3

/** A log file that never grows past 10 MiB; three older ones are kept beside it. */
export interface RotatingFile {
  write(chunk: Uint8Array): void
}

/** Opens a log file for appending, readable by this user only. A full disk loses lines, never the process. */
export function openRotatingFile(file: string): RotatingFile {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const open = () => openSync(file, "a", 0o600)
  let fd = open()
  let bytes = fstatSync(fd).size
  function rotate(): void {
    for (let number = KEPT - 1; number >= 1; number--) {
      try {
        renameSync(`${file}.${number}`, `${file}.${number + 1}`)
      } catch {
        // There are not that many old ones yet.
      }
    }
    try {
      renameSync(file, `${file}.1`)
    } catch {
      // Somebody took it away; a new one is made.
    }
    // The old descriptor is given back only when there is a new one: its number may be another file's at once.
    const next = open()
    closeSync(fd)
    fd = next
    bytes = fstatSync(fd).size
  }
  return {
    write(chunk) {
      try {
        if (bytes > 0 && bytes + chunk.length > BYTES_MAX) rotate()
        writeSync(fd, chunk)
        bytes += chunk.length
      } catch {
        // Nothing can be said where nothing can be written.
      }
    },
  }
}
