import { toApiError } from "#components/data/api-error.ts"

import { LineCursor } from "./line-cursor.ts"
import { LineParser } from "./line-parser.ts"
import { logPath } from "./log-source.ts"
import type { LogSource } from "./log-source.ts"
import type { LogStore } from "./log-store.ts"
import { readStream } from "./read-stream.ts"

/** What is shown at first of what is there. */
const TAIL_FIRST = 5000
/** What a broken connection may have missed without a gap. */
const TAIL_AGAIN = 20_000
const PAUSE_MS_MIN = 500
const PAUSE_MS_MAX = 10_000

/** Brings what a log gets into the store until `signal`. A connection that breaks is made again, and no line comes twice. */
export async function followLog(source: LogSource, store: LogStore, signal: AbortSignal): Promise<void> {
  store.clear()
  const parser = new LineParser()
  const cursor = new LineCursor()
  let tail = TAIL_FIRST
  let sinceMs: number | null = null
  const take = (raws: readonly string[]) => {
    if (sinceMs !== null || store.snapshot().state.kind !== "live") store.setState({ kind: "live" })
    sinceMs = null
    store.append(
      raws.flatMap((raw) => {
        const reading = cursor.read(raw)
        return reading === "known" ? [] : parser.parse(raw, reading === "after-gap")
      }),
    )
  }
  for (let failures = 0; !signal.aborted; failures++) {
    cursor.restart()
    try {
      await readStream(logPath(source, { tail, isFollowed: true }), { signal, onLines: take })
      store.setState({ kind: "ended" })
      return
    } catch (thrown) {
      if (signal.aborted) return
      const error = toApiError(thrown)
      if (!error.isPassing) {
        store.setState({ kind: "failed", error })
        return
      }
      if (sinceMs === null) failures = 0
      sinceMs ??= Date.now()
      tail = TAIL_AGAIN
      store.setState({ kind: "lost", sinceMs })
      await pause(Math.min(PAUSE_MS_MAX, PAUSE_MS_MIN * 2 ** failures) * (0.5 + Math.random() / 2), signal)
    }
  }
}

/** A pause; the end of a reader ends it. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener("abort", () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
