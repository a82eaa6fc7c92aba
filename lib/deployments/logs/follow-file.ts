import { open } from "node:fs/promises"

import { readLines } from "#lib/kernel/read-lines.ts"

import { waitALittle } from "./wait-a-little.ts"

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
