import { setTimeout as delay } from "node:timers/promises"

import { backoffMs } from "#lib/kernel/backoff.ts"
import { createLogger } from "#lib/kernel/log.ts"

import { directUrl } from "./direct-url.ts"
import { openLane } from "./open-lane.ts"
import { watchConnection } from "./watch-connection.ts"

const log = createLogger("storage.listen")
const CHANNEL = /^[a-z][a-z0-9_]{0,62}$/

export interface Listener {
  /** Ends the connection; no callback is called after that. */
  close(): Promise<void>
}

/**
 * Listens on `channel` with a connection of its own, for as long as the process lives: whenever the connection is lost
 * it is made again (after 50 ms, then up to 1 s). Works through `DATABASE_DIRECT_URL` where there is a pooler.
 *
 * PostgreSQL keeps nothing for a listener that is away, so `onReconnect` is called after each connect, the first one
 * too: the caller reads there what it may have missed. The database need not be up when this is called.
 */
export function listen(
  url: string,
  channel: string,
  onNotify: (payload: string) => void,
  onReconnect: () => void,
): Listener {
  if (!CHANNEL.test(channel)) throw new Error(`"${channel}" is no channel name: use a-z, 0-9 and _.`)
  const stop = new AbortController()
  const finished = keepListening(url, channel, onNotify, onReconnect, stop.signal)
  return {
    close: async () => {
      stop.abort()
      await finished
    },
  }
}

async function keepListening(
  url: string,
  channel: string,
  onNotify: (payload: string) => void,
  onReconnect: () => void,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted;) {
    try {
      await listenOnce(
        url,
        channel,
        onNotify,
        () => {
          failures = 0
          onReconnect()
        },
        signal,
      )
    } catch (error) {
      // One line for an outage, however long it lasts.
      const level = failures === 0 ? "warn" : "debug"
      log[level]({ err: error, channel }, "cannot listen to the database; trying again")
    }
    failures++
    await delay(backoffMs(failures, { firstMs: 50, maxMs: 1000 }), undefined, { signal }).catch(() => undefined)
  }
}

/** One connection, from its making to its end. */
async function listenOnce(
  url: string,
  channel: string,
  onNotify: (payload: string) => void,
  onConnect: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const guard = (callback: () => void) => {
    if (signal.aborted) return
    try {
      callback()
    } catch (error) {
      log.error({ err: error, channel }, "a listener failed; it stays subscribed")
    }
  }
  const lane = openLane(directUrl(url), {
    applicationName: `caudal listen ${channel}`,
    onLost: end,
    onNotify: (_channel, payload) => guard(() => onNotify(payload)),
  })
  signal.addEventListener("abort", () => end(), { once: true })
  const stopWatching = watchConnection(lane, end)
  try {
    await Promise.race([lane.query(`listen ${channel}`), ended])
    if (!signal.aborted) guard(onConnect)
    await ended
  } finally {
    stopWatching()
    lane.cut()
  }
}
