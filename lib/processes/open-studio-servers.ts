import { createServer } from "node:http"
import type { RequestListener, Server } from "node:http"
import { createServer as createTlsServer } from "node:https"
import type { Server as TlsServer } from "node:https"

import { plainStudioHost } from "#lib/kernel/env.ts"
import type { Env } from "#lib/kernel/env.ts"
import type { Home } from "#lib/kernel/home.ts"
import type { Logger } from "#lib/kernel/log.ts"
import { ensureServerCertificate, localNames } from "#lib/tls/index.ts"

/** A client must have sent its head and its whole request by then; chunks of uploads are small enough. */
const HEADERS_TIMEOUT_MS = 30_000
const REQUEST_TIMEOUT_MS = 300_000
/** Longer than the CLI's and undici's own, so that the client closes first. */
const KEEP_ALIVE_MS = 75_000
/** How soon a certificate names an address that the machine has got meanwhile. */
const TLS_CHECK_MS = 5 * 60 * 1000

export type StudioServer = Server | TlsServer

interface StudioOptions {
  readonly listener: RequestListener
  readonly env: Env
  readonly home: Home
  readonly log: Logger
}

/** Opens the studio's ports: plain HTTP where only this machine reaches it, and TLS on `CAUDAL_HOST`; or plain alone. */
export async function openStudioServers(options: StudioOptions): Promise<StudioServer[]> {
  const { listener, env } = options
  const plain = createServer(listener)
  await listen(plain, env.PORT, plainStudioHost(env))
  if (env.CAUDAL_TLS === "off") return [plain]
  const tls = await createTls(options)
  await listen(tls, env.CAUDAL_STUDIO_TLS_PORT, env.CAUDAL_HOST)
  return [plain, tls]
}

async function listen(server: StudioServer, port: number, host: string): Promise<void> {
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => resolve())
  })
}

async function createTls({ listener, env, home, log }: StudioOptions): Promise<TlsServer> {
  const names = () => localNames({ region: env.CAUDAL_REGION, domain: env.CAUDAL_DOMAIN, host: env.CAUDAL_HOST })
  const server = createTlsServer(await ensureServerCertificate(home, names()), listener)
  const renew = async () => server.setSecureContext(await ensureServerCertificate(home, names()))
  setInterval(() => {
    renew().catch((error: unknown) => log.error({ err: error }, "the TLS certificate could not be renewed"))
  }, TLS_CHECK_MS).unref()
  return server
}
