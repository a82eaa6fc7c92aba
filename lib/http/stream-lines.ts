import { setTimeout as delay } from "node:timers/promises"

/** The answer's head does not wait longer than this for a first line that may only come much later. */
const FIRST_LINE_MS_MAX = 500
/** Lines that come within so short a time are sent together: a piece of an answer costs far more than a line. */
const GATHER_MS = 10
const PIECE_CHARS = 64 * 1024

/**
 * Lines as a streamed answer in plain text. A failure before the first line keeps its own status.
 *
 * @param open gets a signal that ends when the client goes away.
 */
export async function streamLines(
  request: Request,
  open: (signal: AbortSignal) => AsyncIterable<string> | Promise<AsyncIterable<string>>,
): Promise<Response> {
  const stop = new AbortController()
  const signal = AbortSignal.any([request.signal, stop.signal])
  const pieces = gatherLines((await open(signal))[Symbol.asyncIterator]())
  let first: Promise<IteratorResult<string>> | null = pieces.next()
  await Promise.race([first, delay(FIRST_LINE_MS_MAX)])
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await (first ?? pieces.next())
        first = null
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      } catch (error) {
        if (signal.aborted) controller.close()
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
