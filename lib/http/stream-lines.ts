import { setTimeout as delay } from "node:timers/promises"

/** The answer's head does not wait longer than this for a first line that may only come much later. */
const FIRST_LINE_MS_MAX = 500

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
  const lines = (await open(signal))[Symbol.asyncIterator]()
  let pending: Promise<IteratorResult<string>> | null = lines.next()
  await Promise.race([pending, delay(FIRST_LINE_MS_MAX)])
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await (pending ?? lines.next())
        pending = null
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(`${next.value}\n`))
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
