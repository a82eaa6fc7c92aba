import { toApiError } from "#components/data/api-error.ts"

import { LineParser } from "./line-parser.ts"
import type { LogLine } from "./log-line.ts"
import { logPath } from "./log-source.ts"
import type { LogSource } from "./log-source.ts"
import { LINES_MAX } from "./log-store.ts"
import type { LogStore } from "./log-store.ts"
import { readStream } from "./read-stream.ts"

interface ReadLogOptions {
  /** How many lines, of each instance. */
  readonly tail: number
  readonly signal: AbortSignal
}

/**
 * Reads the last lines of a log as it is now. The first time lines are shown as they come; later the store shows what it
 * showed before until all are there.
 */
export async function readLog(source: LogSource, store: LogStore, { tail, signal }: ReadLogOptions): Promise<void> {
  const parser = new LineParser()
  const isFirst = store.snapshot().lines.length === 0
  const lines: LogLine[] = []
  try {
    const onLines = (raws: readonly string[]) => {
      const added = raws.flatMap((raw) => parser.parse(raw))
      for (const line of added) lines.push(line)
      if (isFirst) store.append(added)
    }
    await readStream(logPath(source, { tail, isFollowed: false }), { signal, onLines })
    const state = { kind: "read", hasOlder: tail < LINES_MAX && hasOlder(lines, tail) } as const
    if (isFirst) store.setState(state)
    else store.replace(lines.slice(-LINES_MAX), state)
  } catch (thrown) {
    if (!signal.aborted) store.setState({ kind: "failed", error: toApiError(thrown) })
  }
}

/** Whether there may be lines before these: some instance has filled what was asked for. */
function hasOlder(lines: readonly LogLine[], tail: number): boolean {
  const counts = new Map<string | null, number>()
  for (const { instance, kind } of lines) if (kind === "line") counts.set(instance, (counts.get(instance) ?? 0) + 1)
  return [...counts.values()].some((count) => count >= tail)
}
