import { watch } from "node:fs"
import { access, open, readdir } from "node:fs/promises"
import path from "node:path"

import { readLines } from "#lib/kernel/read-lines.ts"

import type { LogOptions } from "../compute.ts"
import type { InstanceHandle, LogLine } from "../schema.ts"
import { readProcess } from "./process-identity.ts"

/** File watching may miss a change on some file systems; then this is how late a line is. */
const FOLLOW_POLL_MS = 500

/** Where a reader stands. */
interface Position {
  readonly segment: number
  readonly offset: number
}

/** Reads one stored line: time, stream, text. Null for what is none. Pure. */
export function parseLogLine(line: string): LogLine | null {
  const match = /^(\S+) (stdout|stderr) (.*)$/s.exec(line)
  const [, at, stream, text] = match ?? []
  if (at === undefined || text === undefined || (stream !== "stdout" && stream !== "stderr")) return null
  return { at, stream, text }
}

/** An instance's output. See `Compute.logs`. */
export async function* readInstanceLogs(handle: InstanceHandle, options: LogOptions = {}): AsyncGenerator<LogLine> {
  const folder = path.join(handle.folder, "logs")
  let position = options.tail === undefined ? null : await findTail(folder, options.tail)
  while (!options.signal?.aborted) {
    // Asked before reading: what an instance wrote before it ended is then surely read.
    const goesOn = options.follow === true && (await isRunning(handle))
    const reader = readFrom(folder, position ?? { segment: 0, offset: 0 })
    for (let step = await reader.next(); ; step = await reader.next()) {
      if (step.done === true) {
        position = step.value
        break
      }
      if (options.signal?.aborted) return
      yield step.value
    }
    if (!goesOn) return
    await waitForChange([folder, handle.folder], options.signal)
  }
}

async function isRunning(handle: InstanceHandle): Promise<boolean> {
  const hasExited = await access(path.join(handle.folder, "exit.json")).then(
    () => true,
    () => false,
  )
  return !hasExited && (await readProcess(handle.pid))?.startTime === handle.startTime
}

/** Yields the complete lines after `from`, and returns where it stopped. */
async function* readFrom(folder: string, from: Position): AsyncGenerator<LogLine, Position> {
  let position = from
  const numbers = (await listSegments(folder)).filter((number) => number >= from.segment)
  for (const number of numbers) {
    let offset = number === from.segment ? from.offset : 0
    for await (const { line, end } of readSegment(path.join(folder, `${number}.log`), offset)) {
      offset = end
      const parsed = parseLogLine(line)
      if (parsed !== null) yield parsed
    }
    position = { segment: number, offset }
  }
  return position
}

async function listSegments(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => [])
  return names.flatMap((name) => (/^\d+\.log$/.test(name) ? [Number.parseInt(name, 10)] : [])).toSorted((a, b) => a - b)
}

async function* readSegment(file: string, from: number): AsyncGenerator<{ line: string; end: number }> {
  // Rotation may remove the oldest segment between the listing and here.
  const handle = await open(file, "r").catch(() => null)
  if (handle === null) return
  try {
    yield* readLines(handle, from)
  } finally {
    await handle.close()
  }
}

/** Where the last `lines` lines begin. */
async function findTail(folder: string, lines: number): Promise<Position> {
  let missing = lines
  let last: Position = { segment: 0, offset: 0 }
  for (const segment of (await listSegments(folder)).toReversed()) {
    const starts: number[] = []
    let end = 0
    for await (const line of readSegment(path.join(folder, `${segment}.log`), 0)) {
      starts.push(end)
      end = line.end
    }
    if (missing === 0) return { segment, offset: end }
    const start = starts.at(-missing)
    if (start !== undefined) return { segment, offset: start }
    missing -= starts.length
    last = { segment, offset: 0 }
  }
  return last
}

/** New output changes the log's folder, the end of the instance its own. */
function waitForChange(folders: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      for (const watcher of watchers) watcher?.close()
      signal?.removeEventListener("abort", finish)
      resolve()
    }
    const timer = setTimeout(finish, FOLLOW_POLL_MS)
    const watchers = folders.map((folder) => watchQuietly(folder, finish))
    signal?.addEventListener("abort", finish, { once: true })
    if (signal?.aborted) finish()
  })
}

function watchQuietly(folder: string, onChange: () => void): ReturnType<typeof watch> | null {
  try {
    return watch(folder, onChange).on("error", onChange)
  } catch {
    return null
  }
}
