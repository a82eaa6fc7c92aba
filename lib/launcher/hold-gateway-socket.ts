import { mkdirSync } from "node:fs"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"

import { SOCKET_PATH_BYTES_MAX } from "#lib/compute/index.ts"
import { backoffMs } from "#lib/kernel/backoff.ts"
import type { Home } from "#lib/kernel/home.ts"
import type { Logger } from "#lib/kernel/log.ts"

import { attachToKeeper } from "./attach-to-keeper.ts"
import type { KeeperLink } from "./attach-to-keeper.ts"
import { keepOnCommand, runPrefix } from "./keeper-commands.ts"
import type { KeeperSettings } from "./keeper-commands.ts"
import { requireFreePort } from "./require-free-port.ts"
import { startKeeper, waitForKeeper } from "./start-keeper.ts"

/** Callers who come while no launcher runs wait at most this long; then they are refused. */
const ALONE_S = 600
/** How long a port that is taken may take to become free: a gateway whose launcher was killed lets go of it a moment later. */
const PORT_WAIT_MS = 2000
/** A gateway that just died cannot do it any more, so this is short; one that is late is met at the next look. */
const HAND_OVER_MS = 1000
const RETRY_BACKOFF = { firstMs: 50, maxMs: 5000 }

interface SocketOptions extends Pick<KeeperSettings, "python" | "host" | "port"> {
  readonly home: Home
  readonly log: Logger
  /** Tells a gateway that has the socket to start a keeper with it, by this command. False when no such gateway runs. */
  readonly handOver: (command: readonly string[]) => boolean
}

/** The public socket of the gateways, for as long as this launcher wants it. */
export interface GatewaySocket {
  /** Whether an earlier launcher had it: then callers may be waiting on it already. */
  readonly isAdopted: boolean
  /** What comes before a gateway's command so that it gets the socket as descriptor 3. */
  readonly runPrefix: readonly string[]
  /** Gives the port up. Without this the socket outlives the launcher. */
  end(): Promise<void>
}

/**
 * Sees to it that a keeper listens on the gateways' address, now and whenever one was killed: adopts the one of an
 * earlier launcher, or starts one in place of what listened on an address that is no longer the setting.
 *
 * @throws Error that names the setting when the address cannot be used.
 */
export async function holdGatewaySocket(options: SocketOptions): Promise<GatewaySocket> {
  const { home, python, host, port } = options
  const controlSocket = requireShortPath(home.socketKeeper)
  mkdirSync(home.logs, { recursive: true, mode: 0o700 })
  const logFile = path.join(home.logs, "socket-keeper.log")
  const settings = { python, host, port, controlSocket, logFile, aloneS: ALONE_S }
  const living = await attachToKeeper(controlSocket)
  const isAdopted = living?.host === host && living.port === port
  if (!isAdopted) {
    await living?.end()
    await requireFreePort(host, port, "CAUDAL_GATEWAY_PORT", { waitMs: PORT_WAIT_MS })
  }
  const stopping = new AbortController()
  const keeping = keepAlive(isAdopted ? living : await startKeeper(settings), settings, options, stopping.signal)
  return {
    isAdopted,
    runPrefix: runPrefix(settings),
    async end() {
      stopping.abort()
      await keeping
    },
  }
}

/** Starts the next keeper whenever one was killed; at `signal` ends the last. */
async function keepAlive(
  first: KeeperLink,
  settings: KeeperSettings,
  options: SocketOptions,
  signal: AbortSignal,
): Promise<void> {
  const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()))
  let link: KeeperLink | null = first
  while (link !== null) {
    await Promise.race([link.ended, aborted])
    if (signal.aborted) return await link.end()
    options.log.warn("The keeper of the gateway's socket is gone and is started again")
    link = await replaceKeeper(settings, options, signal)
  }
}

/** A gateway that runs has the socket and listens: only it can give that on. Without one the address is bound anew. */
async function replaceKeeper(
  settings: KeeperSettings,
  { handOver, log }: SocketOptions,
  signal: AbortSignal,
): Promise<KeeperLink | null> {
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      const isHanded = handOver(keepOnCommand(settings))
      const patience = AbortSignal.any([signal, AbortSignal.timeout(HAND_OVER_MS)])
      const link = isHanded ? await waitForKeeper(settings.controlSocket, patience) : null
      return link ?? (await startKeeper(settings))
    } catch (error) {
      log.error({ err: error }, "The keeper of the gateway's socket did not start; it is tried again")
      await delay(backoffMs(attempt, RETRY_BACKOFF), undefined, { signal }).catch(() => undefined)
    }
  }
  return null
}

function requireShortPath(socket: string): string {
  if (Buffer.byteLength(socket) <= SOCKET_PATH_BYTES_MAX) return socket
  throw new Error(
    `The path of the socket keeper's socket, ${socket}, is longer than ${SOCKET_PATH_BYTES_MAX} bytes. Set TMPDIR to a shorter folder.`,
  )
}
