import { open } from "node:fs/promises"
import type { FileHandle } from "node:fs/promises"

import { waitALittle } from "./wait-a-little.ts"

const READ_BYTES = 64 * 1024
const NEWLINE = 10

interface FollowOptions {
  /** Of what is there at the beginning, only the last so many lines. */
  readonly tail: number
  /** Nothing more will be written. Asked before reading, so that what was written until then is surely read. */
  readonly isOver: () => Promise<boolean>
  readonly signal?: AbortSignal | undefined
}

/**
 * The lines of a file that somebody is writing, as they come: also of one that is not there yet. Without `isOver` saying so
 * it goes on until `signal`.
 */
export async function* followFile(file: string, { tail, isOver, signal }: FollowOptions): AsyncGenerator<string> {
  let position = 0
  let isFirst = true
  while (!signal?.aborted) {
    const isLast = await isOver()
    const handle = await open(file, "r").catch(() => null)
    if (handle !== null) {
      try {
        for await (const { line, end } of isFirst ? lastOf(readLines(handle, 0), tail) : readLines(handle, position)) {
          position = end
          if (line !== null) yield line
        }
        isFirst = false
      } finally {
        await handle.close()
      }
    }
    if (isLast) return
    await waitALittle(signal)
  }
}

interface ReadLine {
  /** Null: nothing but the place where reading stopped. */
  readonly line: string | null
  readonly end: number
}

/** Complete lines from a place on; what is half written is left for the next time. */
async function* readLines(handle: FileHandle, from: number): AsyncGenerator<ReadLine> {
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

/** The last `count` lines. With none of them, where they end: what is new is read from there. */
async function* lastOf(lines: AsyncIterable<ReadLine>, count: number): AsyncGenerator<ReadLine> {
  const kept: ReadLine[] = []
  let end = 0
  for await (const one of lines) {
    end = one.end
    kept.push(one)
    if (kept.length > count) kept.shift()
  }
  yield* kept
  yield { line: null, end }
}
