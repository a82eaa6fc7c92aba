import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { hostname } from "node:os"
import { setTimeout as delay } from "node:timers/promises"

import {
  closeIdleUpstream,
  createGatewayContext,
  createGatewayServer,
  createSeededRandom,
  DEFAULT_LIMITS,
  hostSuffix,
} from "#lib/gateway/index.ts"
import type { GatewayServer } from "#lib/gateway/index.ts"
import { readEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { newId } from "#lib/kernel/ids.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { ensureServerCertificate, localNames } from "#lib/tls/index.ts"

import { attachToLauncher } from "./attach-to-launcher.ts"
import { openGatewayDatabase } from "./gateway-database.ts"
import { followRoutes, loadRoutesCopy } from "./gateway-follow.ts"
import { onLauncherMessage } from "./gateway-messages.ts"
import { handOverSocket } from "./hand-over-socket.ts"

/** The data plane's process: wiring only. What a request goes through stands in `lib/gateway/handle.ts`. */

const IDLE_SWEEP_MS = 1000
/** How soon a certificate names an address that the machine has got meanwhile. */
const TLS_CHECK_MS = 5 * 60 * 1000
/** How long a start waits for the database before it serves from the copy on disk. */
const FIRST_LOOK_MS = 2000
/** How long saying goodbye to the database may take. */
const LEAVE_MS = 2000

/** So many callers wait in the kernel, as the keeper of the socket has it: the last to listen decides for all. */
const CALLERS_WAITING_MAX = 4096

const env = readEnv()
const home = homeAt()
const log = createLogger("gateway")

async function readBootId(): Promise<string> {
  return readFile("/proc/sys/kernel/random/boot_id", "utf8").then(
    (text) => text.trim(),
    () => "unknown",
  )
}

async function listenOn(server: GatewayServer["server"]): Promise<void> {
  const { CAUDAL_GATEWAY_FD: fd, CAUDAL_HOST: host, CAUDAL_GATEWAY_PORT: port } = env
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    if (fd === undefined) server.listen(port, host, resolve)
    else server.listen({ fd }, CALLERS_WAITING_MAX, resolve)
  })
  server.on("error", (error) => log.error({ err: error }, "the listening socket failed"))
}

async function main(): Promise<void> {
  const link = attachToLauncher()
  let pickRandom: () => number = Math.random
  const context = createGatewayContext({
    limits: DEFAULT_LIMITS,
    hostSuffix: hostSuffix(env.CAUDAL_REGION, env.CAUDAL_DOMAIN ?? "localhost"),
    ports: {
      pickRandom: () => pickRandom(),
      spreadRandom: Math.random,
      nowMs: () => Date.now(),
      newRequestId: randomUUID,
      log,
    },
  })
  await loadRoutesCopy(context, home, log)
  const names = () => localNames({ region: env.CAUDAL_REGION, domain: env.CAUDAL_DOMAIN, host: env.CAUDAL_HOST })
  const hasTls = env.CAUDAL_TLS === "on"
  const gateway = createGatewayServer(context, hasTls ? await ensureServerCertificate(home, names()) : undefined)
  onLauncherMessage({
    seed: (seed) => (pickRandom = createSeededRandom(seed)),
    keepSocket: (command) => {
      // A gateway that is ending has given its descriptor back, and the number may be another file's.
      if (gateway.server.listening && env.CAUDAL_GATEWAY_FD !== undefined)
        handOverSocket(env.CAUDAL_GATEWAY_FD, command, log)
    },
  })
  const { DATABASE_URL: url } = env
  const identity = {
    id: newId("gateway"),
    hostName: hostname(),
    bootId: await readBootId(),
    pid: process.pid,
    startedAt: new Date(),
  }
  const database = url === undefined ? undefined : openGatewayDatabase(url, identity, log)
  if (database === undefined) log.error("DATABASE_URL is not set: serving from the copy of the routes on disk alone")
  const following = database && url !== undefined ? followRoutes({ context, database, url, home, log }) : undefined
  setInterval(() => closeIdleUpstream(context), IDLE_SWEEP_MS)
  if (hasTls) setInterval(() => void renewCertificate(gateway, names()), TLS_CHECK_MS)
  // Answering before the first look would refuse endpoints that are younger than the copy on disk.
  await Promise.race([following?.firstAttempt, delay(FIRST_LOOK_MS, undefined, { ref: false })])
  await listenOn(gateway.server)

  const end = async () => {
    log.info("ending: finishing what is in flight")
    await gateway.drain()
    const goodbye = async () => {
      await following?.stop()
      await database?.leave()
      await database?.close()
    }
    await Promise.race([goodbye().catch(() => undefined), delay(LEAVE_MS)])
    process.exit(0)
  }
  link.signal.addEventListener("abort", () => void end())
  if (link.signal.aborted) await end()
  link.ready()
  log.info({ id: identity.id, version: context.table.version }, "the gateway answers")
}

async function renewCertificate(gateway: GatewayServer, names: readonly string[]): Promise<void> {
  try {
    gateway.renewTls(await ensureServerCertificate(home, names))
  } catch (error) {
    log.error({ err: error }, "the TLS certificate could not be renewed; the old one stays")
  }
}

// A bug in one request must not take down all the others: it is logged, its connection is gone, the process stays.
process.on("uncaughtException", (error) => log.error({ err: error }, "an unexpected error; the gateway goes on"))

await main().catch((error: unknown) => {
  log.fatal({ err: error }, "the gateway cannot start")
  process.exit(1)
})
