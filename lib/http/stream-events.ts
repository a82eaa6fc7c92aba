import { setTimeout as delay } from "node:timers/promises"

import { watchCaller } from "./watch-caller.ts"
import type { StreamCall } from "./watch-caller.ts"

/** A client that lets this much wait for it is cut off: it connects again and reads everything anew. */
const WAITING_BYTES_MAX = 64 * 1024
/** How soon browsers connect again. */
const RETRY_MS = 1000

/** Where events are written to; after the end nothing happens any more. */
export interface EventWriter {
  send(event: string, data: unknown): void
  end(): void
}

/**
 * Server-sent events (WHATWG HTML section 9.2) as an answer: first `hello`, then what is sent, and `beat` with every
 * heartbeat, so that nothing on the way takes the connection for dead, and clients notice when it is. With the heartbeat the caller is checked again: the
 * stream ends with the session, the token or the membership that it was opened by.
 *
 * @param endsAfterMs ends it by itself.
 * @param open starts what sends events, and answers how to stop that; what it throws is the answer instead of a stream.
 */
export function streamEvents(
  call: StreamCall,
  { endsAfterMs }: { endsAfterMs?: number | undefined },
  open: (events: EventWriter) => () => void,
): Response {
  const encoder = new TextEncoder()
  const stop = new AbortController()
  call.request.signal.addEventListener("abort", () => stop.abort(), { once: true, signal: stop.signal })

  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const write = (text: string): void => {
      if (stop.signal.aborted) return
      if ((controller.desiredSize ?? 0) > 0) return controller.enqueue(encoder.encode(text))
      controller.error(new Error("The client does not take the events that are sent to it."))
      stop.abort()
    }
    const end = (): void => {
      if (stop.signal.aborted) return
      controller.close()
      stop.abort()
    }
    const send = (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    write(`retry: ${RETRY_MS}\n`)
    send("hello", {})
    const close = open({ send, end })
    stop.signal.addEventListener("abort", close, { once: true })
    if (stop.signal.aborted) close()
    if (endsAfterMs !== undefined) void after(endsAfterMs, stop.signal, end)
    void watchCaller(call, stop.signal, { onBeat: () => send("beat", {}), onRefused: end })
  }
  const body = new ReadableStream<Uint8Array>(
    { start, cancel: () => stop.abort() },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_BYTES_MAX }),
  )
  const headers = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
  }
  return new Response(body, { headers })
}

async function after(ms: number, signal: AbortSignal, act: () => void): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).then(act, () => undefined)
}
