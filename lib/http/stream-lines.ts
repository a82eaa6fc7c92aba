import { setTimeout as delay } from "node:timers/promises"

import { watchCaller } from "./watch-caller.ts"
import type { StreamCall } from "./watch-caller.ts"

/** The answer's head does not wait longer than this for a first line that may only come much later. */
const FIRST_LINE_MS_MAX = 500
/** Lines that come within so short a time are sent together: a piece of an answer costs far more than a line. */
const GATHER_MS = 10
const PIECE_CHARS = 64 * 1024

/**
 * Lines as a streamed answer in plain text. A failure before the first line keeps its own status. The stream ends when its
 * caller may not read any more.
 *
 * @param open gets a signal that ends when nobody takes the lines any more.
 */
export async function streamLines(
  call: StreamCall,
  open: (signal: AbortSignal) => AsyncIterable<string> | Promise<AsyncIterable<string>>,
): Promise<Response> {
  const stop = new AbortController()
  const signal = AbortSignal.any([call.request.signal, stop.signal])
  const pieces = gatherLines((await open(signal))[Symbol.asyncIterator]())
  let first: Promise<IteratorResult<string>> | null = pieces.next()
  await Promise.race([first, delay(FIRST_LINE_MS_MAX)])
  void watchCaller(call, signal, { onRefused: () => stop.abort() })
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await (first ?? pieces.next())
        first = null
        if (next.done !== true) return controller.enqueue(encoder.encode(next.value))
        stop.abort()
        controller.close()
      } catch (error) {
        const isOver = signal.aborted
        stop.abort()
        if (isOver) controller.close()
        else controller.error(error)
      }
    },
    cancel() {
      stop.abort()
    },
  })
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  }
  return new Response(body, { headers })
}

/** Lines with their ends, as many together as come at nearly the same time. What came before a failure is still told. */
async function* gatherLines(lines: AsyncIterator<string>): AsyncGenerator<string> {
  let pending = lines.next()
  for (let next = await pending; next.done !== true; next = await pending) {
    let piece = ""
    const late = delay(GATHER_MS, null)
    for (let line: IteratorResult<string> | null = next; line !== null && line.done !== true;) {
      piece += `${line.value}\n`
      pending = lines.next()
      // Its failure is thrown by the loop that awaits it next.
      pending.catch(() => undefined)
      line = piece.length < PIECE_CHARS ? await Promise.race([pending, late]).catch(() => null) : null
    }
    yield piece
  }
}
