import { createWriteStream } from "node:fs"
import { mkdir } from "node:fs/promises"
import path from "node:path"

import { maskSecrets } from "./mask-secrets.ts"

/** Most that one build writes to its log; what comes after is counted, not kept. */
const LOG_BYTES_MAX = 8 * 1024 * 1024
const TAIL_LINES = 40

/** The log of one build: to a file that survives, and to whoever follows it. */
export interface BuildLog {
  readonly file: string
  write(line: string): void
  /** The last lines, oldest first. */
  tail(): readonly string[]
  close(): Promise<void>
}

/** `$CAUDAL_HOME/logs/builds/<hash>.log`. */
export function buildLogFile(logsFolder: string, hash: string): string {
  return path.join(logsFolder, "builds", `${hash}.log`)
}

/**
 * Opens the log of a build for appending: `<RFC 3339 time> <text>` a line, credentials in URLs hidden.
 *
 * @param onLine gets each line without its time.
 */
export async function openBuildLog(
  file: string,
  nowMs: () => number,
  onLine: (line: string) => void,
): Promise<BuildLog> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const stream = createWriteStream(file, { flags: "a", mode: 0o600 })
  // A full disk must not end the controller; the build itself fails on it and says so.
  stream.on("error", () => undefined)
  const last: string[] = []
  let bytes = 0
  let dropped = 0
  return {
    file,
    write(line) {
      const text = maskSecrets(line)
      last.push(text)
      if (last.length > TAIL_LINES) last.shift()
      onLine(text)
      const row = `${new Date(nowMs()).toISOString()} ${text}\n`
      bytes += Buffer.byteLength(row)
      if (bytes <= LOG_BYTES_MAX) stream.write(row)
      else dropped += 1
    },
    tail: () => [...last],
    async close() {
      if (dropped > 0) stream.write(`${new Date(nowMs()).toISOString()} ${dropped} more lines are not kept.\n`)
      await new Promise<void>((resolve) => {
        stream.once("error", () => resolve())
        stream.end(() => resolve())
      })
    },
  }
}
