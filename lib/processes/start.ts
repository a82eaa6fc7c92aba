/** The launcher: wiring only. */
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"

import { loadMasterKey } from "#lib/auth/index.ts"
import { findPython } from "#lib/compute/index.ts"
import { localHost, publicHost } from "#lib/endpoints/index.ts"
import { bootstrap, ensureInstallation, issueLocalCliToken } from "#lib/identity/index.ts"
import { inheritEnv, plainStudioHost, readEnv } from "#lib/kernel/env.ts"
import { ensurePrivateFolder, homeAt } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"
import {
  becomeLauncher,
  buildStudio,
  changeLauncherWork,
  holdGatewaySocket,
  keepDatabase,
  openRotatingFile,
  requireFreePort,
  resignLauncher,
  stopInstances,
  supervise,
} from "#lib/launcher/index.ts"
import type { GatewaySocket, Supervised } from "#lib/launcher/index.ts"
import { close, connect, migrate, startEmbedded, stopEmbedded } from "#lib/storage/index.ts"
import { apiPaths, setupUrl } from "#lib/urls/index.ts"

const GATEWAY_GRACE_MS = 35_000
const CHILD_GRACE_MS = 10_000
const HEALTH_WAIT_MS = 60_000
const READY_WAIT_MS = 120_000
const PORT_WAIT_MS = 2000
const HOME_LOOK_MS = 100
/** How long a stop waits for a start of PostgreSQL, or a migration, that is under way. */
const DATABASE_WORK_MS = 30_000

const env = readEnv()
const home = homeAt()
const log = createLogger("launcher")
const isDev = process.argv.includes("--dev")
const studioUrl = env.CAUDAL_ORIGIN ?? `http://localhost:${env.PORT}`
const gatewayScheme = env.CAUDAL_TLS === "on" ? "https" : "http"
const gatewayUrl = `${gatewayScheme}://${publicHost(env.CAUDAL_HOST)}:${env.CAUDAL_GATEWAY_PORT}`
const say = (line: string) => process.stdout.write(`${line}\n`)

// Who reads this may be gone before the end, as with `npm start | head`: that must not end Caudal in the middle of a stop.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined)

const stopping = new AbortController()
let keepInstances = false
let children: readonly Supervised[] = []
let databaseUrl: string | undefined
let holding: Promise<GatewaySocket> | undefined
/** Whether this process holds the home: until then everything in it is somebody else's. */
let isLauncher = false
/** What may be starting PostgreSQL right now: a stop waits for it, or it would start again behind its back. */
const databaseWork: Promise<unknown>[] = []

async function prepareDatabase(): Promise<{ url: string; setupToken: string | null }> {
  const url = env.DATABASE_URL ?? (await startEmbedded(home)).url
  await migrate(url)
  const db = connect(url, { max: 2, applicationName: "caudal-launcher" })
  try {
    await ensureInstallation(db, loadMasterKey(home))
    const { setupToken } = await bootstrap(db, env)
    await issueLocalCliToken(db, home)
    return { url, setupToken }
  } finally {
    await close(db)
  }
}

function startChildren(url: string, gatewayPrefix: readonly string[]): readonly Supervised[] {
  const childEnv = { ...inheritEnv(), DATABASE_URL: url, CAUDAL_HOME: home.root }
  const child = (
    name: string,
    options: { args?: readonly string[]; prefix?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
  ) =>
    supervise({
      name,
      script: path.join(import.meta.dirname, `${name}.ts`),
      logFile: openRotatingFile(path.join(home.logs, `${name}.log`)),
      log,
      isVerbose: isDev,
      ...options,
      env: { ...childEnv, ...options.env },
    })
  return [
    child("gateway", { prefix: gatewayPrefix, env: { CAUDAL_GATEWAY_FD: "3", NODE_ENV: "production" } }),
    child("controller", { env: { NODE_ENV: "production" } }),
    child("studio", {
      args: isDev ? ["--dev"] : [],
      env: { NODE_ENV: isDev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" },
    }),
  ]
}

/** @throws Error naming the process that is there and cannot do its work, or that ended. */
async function waitForReady({ name, ready }: Supervised): Promise<void> {
  const late = delay(READY_WAIT_MS, undefined, { ref: false }).then(() => {
    const file = path.join(home.logs, `${name}.log`)
    throw new Error(`The ${name} was not ready within ${READY_WAIT_MS / 1000} s; ${file} says what it did last.`)
  })
  await Promise.race([ready, late])
}

/** @throws Error naming the first port of the studio that another program has, and its setting. */
async function requireStudioPorts(): Promise<void> {
  const waitMs = PORT_WAIT_MS
  await requireFreePort(plainStudioHost(env), env.PORT, "PORT", { waitMs })
  if (env.CAUDAL_TLS === "on") {
    await requireFreePort(env.CAUDAL_HOST, env.CAUDAL_STUDIO_TLS_PORT, "CAUDAL_STUDIO_TLS_PORT", { waitMs })
  }
}

async function holdSocket(): Promise<GatewaySocket> {
  return await holdGatewaySocket({
    home,
    python: await findPython(),
    host: env.CAUDAL_HOST,
    port: env.CAUDAL_GATEWAY_PORT,
    log,
    handOver: (command) =>
      children.find(({ name }) => name === "gateway")?.send({ type: "keep-socket", command: [...command] }) ?? false,
  })
}

/** Waits until the whole answers, not only its parts. @throws Error naming what does not. */
async function waitForHealth(): Promise<void> {
  const endMs = performance.now() + HEALTH_WAIT_MS
  let last = "nothing answered"
  while (performance.now() < endMs) {
    try {
      const response = await fetch(`http://${localHost(plainStudioHost(env))}:${env.PORT}${apiPaths.health}`, {
        signal: AbortSignal.timeout(5000),
      })
      if (response.ok) return
      last = await response.text()
    } catch (error) {
      last = String(error)
    }
    await delay(50)
  }
  throw new Error(`Caudal did not become healthy within ${HEALTH_WAIT_MS / 1000} s: ${last}`)
}

async function stopAll(code: number): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  // A start from now on waits for the end.
  await changeLauncherWork(home, { busyWith: "a stop" }).catch((error: unknown) => {
    log.warn({ err: error }, "That Caudal is being stopped could not be written")
  })
  // Who comes from now on is refused at once instead of waiting for nothing. A start that failed gives nothing up that an
  // earlier one has: callers may be waiting there for the next.
  const socket = await holding?.catch(() => undefined)
  const hasPort = code === 0 || socket?.isAdopted === false
  await Promise.all([
    hasPort ? socket?.end() : undefined,
    ...children.map((one) => one.stop(one.name === "gateway" ? GATEWAY_GRACE_MS : CHILD_GRACE_MS)),
  ])
  await Promise.race([Promise.allSettled(databaseWork), delay(DATABASE_WORK_MS)])
  try {
    if (!keepInstances && databaseUrl !== undefined) await stopInstances(home, databaseUrl, log)
  } catch (error) {
    log.error({ err: error }, "The instances could not be stopped")
  }
  try {
    if (env.DATABASE_URL === undefined) await stopEmbedded(home)
  } catch (error) {
    log.error({ err: error }, "PostgreSQL could not be stopped")
  }
  resignLauncher(home)
  process.exit(code)
}

/** Becomes the launcher, after a stop or a restore that is under way. Where a Caudal runs already, says so and ends. */
async function enterHome(): Promise<void> {
  for (let told: number | undefined; ; await delay(HOME_LOOK_MS)) {
    const holder = await becomeLauncher(home, { studioUrl, gatewayUrl })
    if (!holder) return
    const { pid } = holder
    if (!("busyWith" in holder)) {
      say(`Caudal is already running (process ${pid}): studio ${holder.studioUrl}, gateway ${holder.gatewayUrl}`)
      process.exit(0)
    }
    if (pid !== told)
      say(`This home is busy with ${holder.busyWith} (process ${pid}); Caudal starts when that is done.`)
    told = pid
  }
}

async function main(): Promise<void> {
  ensurePrivateFolder(home.root)
  ensurePrivateFolder(home.sockets)
  await enterHome()
  isLauncher = true
  // SIGHUP: the terminal was closed. Nobody would start Caudal again soon, and callers would wait for that.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end())
  process.on("SIGUSR2", () => {
    keepInstances = true
    void end()
  })
  await requireStudioPorts()
  // A keeper that is started during the stop would outlive it.
  stopping.signal.throwIfAborted()
  holding = holdSocket()
  const { runPrefix } = await holding
  const onBuild = () => say("Building the studio (only when its sources have changed) ...")
  const preparing = prepareDatabase()
  databaseWork.push(preparing)
  const [{ url, setupToken }] = await Promise.all([
    preparing,
    isDev ? undefined : buildStudio(onBuild, stopping.signal),
  ])
  stopping.signal.throwIfAborted()
  if (env.DATABASE_URL === undefined) databaseWork.push(keepDatabase(home, log, stopping.signal))
  databaseUrl = url
  children = startChildren(url, runPrefix)
  await Promise.all(children.map(waitForReady))
  await waitForHealth()
  if (setupToken !== null) say(`First run: make the administrator at ${setupUrl(studioUrl, setupToken)}`)
  say(`Caudal is ready: studio ${studioUrl}, gateway ${gatewayUrl}, home ${home.root}`)
}

async function end(): Promise<void> {
  if (stopping.signal.aborted) return
  say("Caudal is stopping: requests in flight are finished first.")
  await stopAll(0)
}

await main().catch(async (error: unknown) => {
  if (stopping.signal.aborted) return
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  log.debug({ err: error }, "The start failed")
  if (!isLauncher) process.exit(1)
  // What ran before this start has nothing to do with its failure.
  keepInstances = true
  await stopAll(1)
})
