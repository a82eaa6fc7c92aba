import type { IncomingMessage } from "node:http"

/** How much of an unwanted body is read so that its sender gets to see the answer; then the connection is cut. */
const UNWANTED_BYTES_MAX = 64 * 1024 ** 2
const UNWANTED_MS_MAX = 10_000

export interface RequestBody {
  readonly stream: ReadableStream<Uint8Array>
  /**
   * Once the answer is sent: reads away what is left of the body, within limits. Cutting the connection at once would
   * reach the sender before the answer does.
   */
  discard(): void
}

/** A Node request's body as a web stream with back-pressure, that can be given up without losing the connection. */
export function openRequestBody(req: IncomingMessage): RequestBody {
  let isWanted = true
  let unwantedBytes = 0
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      req.on("data", (chunk: Buffer) => {
        if (!isWanted) {
          unwantedBytes += chunk.length
          if (unwantedBytes > UNWANTED_BYTES_MAX) req.destroy()
          return
        }
        controller.enqueue(chunk)
        if ((controller.desiredSize ?? 0) <= 0) req.pause()
      })
      req.on("end", () => {
        if (isWanted) controller.close()
        isWanted = false
      })
      const fail = (error?: Error) => {
        if (isWanted) controller.error(error ?? new Error("The request ended before its body was complete."))
        isWanted = false
      }
      req.on("error", fail)
      req.on("close", () => fail())
    },
    pull() {
      req.resume()
    },
    cancel() {
      isWanted = false
      req.resume()
    },
  })
  return {
    stream,
    discard() {
      if (req.complete || req.destroyed) return
      isWanted = false
      req.resume()
      const timer = setTimeout(() => req.destroy(), UNWANTED_MS_MAX)
      req.once("close", () => clearTimeout(timer))
      req.once("end", () => clearTimeout(timer))
    },
  }
}
