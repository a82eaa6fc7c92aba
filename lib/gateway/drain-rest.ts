import type { IncomingMessage } from "node:http"

import type { GatewayLimits } from "./limits.ts"

/**
 * Reads and drops the rest of a body whose request has its answer, so that the caller gets to read that answer and can use
 * the connection again; a caller that goes on for too long is cut off. Closing at once would reset the connection and lose
 * the answer.
 */
export function drainRest(req: IncomingMessage, limits: GatewayLimits): void {
  let dropped = 0
  const timer = setTimeout(() => req.socket.destroy(), limits.lingerMs)
  req.on("data", (chunk: Buffer) => {
    dropped += chunk.length
    if (dropped > limits.lingerBytes) req.socket.destroy()
  })
  req.on("close", () => clearTimeout(timer))
  req.resume()
}
