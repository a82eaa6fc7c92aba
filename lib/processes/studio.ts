/** The studio: the API and the pages on one Node server. Wiring only. */
import { randomBytes } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import path from "node:path"

import nextServer from "next"

import {
  createApi,
  endStreams,
  getServices,
  loadRoutes,
  PAGE_URL_HEADER,
  pagePolicy,
  serveRequest,
  shareApi,
} from "#lib/http/index.ts"
import type { Api } from "#lib/http/index.ts"
import { plainStudioHost, readEnv } from "#lib/kernel/env.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { isDatabaseUnavailable } from "#lib/storage/index.ts"

import { attachToLauncher } from "./attach-to-launcher.ts"
import { openStudioServers } from "./open-studio-servers.ts"
import type { StudioServer } from "./open-studio-servers.ts"

const CHECKOUT = path.resolve(import.meta.dirname, "../..")
/** How long requests in flight get when the studio ends. */
const DRAIN_MS = 5000
const IDLE_CHECK_MS = 50

const env = readEnv()
const home = homeAt()
const log = createLogger("studio")
const launcher = attachToLauncher()

const isDev = process.argv.includes("--dev")

type Pages = (req: IncomingMessage, res: ServerResponse) => Promise<void>

async function openPages(): Promise<Pages> {
  const app = nextServer({
    dev: isDev,
    dir: CHECKOUT,
    hostname: plainStudioHost(env),
    port: env.PORT,
  })
  await app.prepare()
  return app.getRequestHandler()
}

/** Opens what requests need. A database that is away comes back; a wrong master key does not. */
async function openServices(): Promise<void> {
  try {
    await getServices()
  } catch (error) {
    const isPassing = isDatabaseUnavailable(error) || (error instanceof AppError && error.code === "unavailable")
    if (!isPassing) throw error
    log.warn({ err: error }, "the database does not answer yet")
  }
}

/** A page, with what it may not see for itself: its whole address, and the policy whose nonce its scripts carry. */
async function servePage(pages: Pages, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const policy = pagePolicy({ nonce: randomBytes(16).toString("base64"), isDev })
  req.headers[PAGE_URL_HEADER] = req.url ?? "/"
  req.headers["content-security-policy"] = policy
  res.setHeader("content-security-policy", policy)
  await pages(req, res)
}

function createListener(api: Api, pages: Pages) {
  const base = `http://localhost:${env.PORT}`
  return (req: IncomingMessage, res: ServerResponse): void => {
    const isApi = /^\/api(?:[/?]|$)/.test(req.url ?? "")
    const answer = isApi ? serveRequest(api, req, res, base) : servePage(pages, req, res)
    answer.catch((error: unknown) => {
      log.error({ err: error, url: req.url }, "a request failed")
      res.destroy()
    })
  }
}

async function end(servers: readonly StudioServer[]): Promise<void> {
  setTimeout(() => process.exit(0), DRAIN_MS).unref()
  await endStreams()
  await Promise.all(
    servers.map(async (server) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // Again and again: a connection becomes idle when its last answer is out.
      setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
      await closed
    }),
  )
  process.exit(0)
}

async function main(): Promise<void> {
  const [handlers, pages] = await Promise.all([loadRoutes(path.join(CHECKOUT, "app")), openPages(), openServices()])
  const api = createApi(handlers)
  shareApi(api)
  const listener = createListener(api, pages)
  const servers = await openStudioServers({ listener, env, home, log })
  launcher.signal.addEventListener("abort", () => void end(servers))
  if (launcher.signal.aborted) return await end(servers)
  launcher.ready()
  log.info({ routes: handlers.length }, "the studio answers")
}

// A bug in one request must not take down all the others.
process.on("uncaughtException", (error) => log.error({ err: error }, "an unexpected error; the studio goes on"))

await main().catch((error: unknown) => {
  log.fatal({ err: error }, "the studio cannot start")
  process.exit(1)
})
