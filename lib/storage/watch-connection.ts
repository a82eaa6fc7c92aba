import type { Lane } from "./open-lane.ts"

const HEARTBEAT_MS = 5000
const ANSWER_MS_MAX = 10_000

/**
 * Asks a dedicated connection every 5 s whether the server still answers, and calls `onDead` once if it does not within
 * 10 s: a machine that lost power closes no connection.
 *
 * @returns stops the asking.
 */
export function watchConnection(lane: Lane, onDead: () => void): () => void {
  let asking: NodeJS.Timeout | undefined
  const stop = () => {
    clearInterval(timer)
    clearTimeout(asking)
  }
  const die = () => {
    stop()
    onDead()
  }
  const timer = setInterval(() => {
    if (asking) return
    asking = setTimeout(die, ANSWER_MS_MAX)
    lane.query("select 1").then(() => {
      clearTimeout(asking)
      asking = undefined
    }, die)
  }, HEARTBEAT_MS)
  timer.unref()
  return stop
}
