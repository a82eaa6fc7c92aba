import type { ServerResponse } from "node:http"

/**
 * Cuts off a caller that does not take the rest of a complete answer in `stallMs`. An answer that waits for those before it
 * on the connection has its time from its turn on.
 */
export function boundFinish(res: ServerResponse, stallMs: number): void {
  if (res.socket === null) {
    res.once("socket", () => boundFinish(res, stallMs))
    return
  }
  if (res.writableLength === 0) return
  const timer = setTimeout(() => res.destroy(), stallMs)
  res.on("close", () => clearTimeout(timer))
}
