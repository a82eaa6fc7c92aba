import { deriveKey, loadMasterKey, openVault } from "#lib/auth/index.ts"
import type { MasterKey } from "#lib/auth/index.ts"
import { createAttemptLimiter, createSessionCache, requireInstallation } from "#lib/identity/index.ts"
import type { AttemptLimiter, SessionCache, Vault } from "#lib/identity/index.ts"
import { systemClock } from "#lib/kernel/clock.ts"
import type { Clock } from "#lib/kernel/clock.ts"
import { readEnv, setNextAuthUrl } from "#lib/kernel/env.ts"
import type { Env } from "#lib/kernel/env.ts"
import { AppError, kernelErrors } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { createChangeFeed } from "#lib/operations/index.ts"
import type { ChangeFeed } from "#lib/operations/index.ts"
import { close, connect } from "#lib/storage/index.ts"
import type { Database } from "#lib/storage/index.ts"

import { studioOrigin } from "./origin.ts"

/** How often a stream of events shows that it is alive, and checks that its caller may still follow it. */
const HEARTBEAT_MS = 15_000

/** What requests share in one process. */
export interface Services {
  readonly db: Database
  readonly home: Home
  readonly env: Env
  readonly clock: Clock
  readonly vault: Vault
  readonly limiter: AttemptLimiter
  readonly sessions: SessionCache
  readonly changes: ChangeFeed
  readonly heartbeatMs: number
  /** Signs the cookies of sessions. */
  readonly sessionSecret: string
  /** Checks every answer against its schema, for tests and development. */
  readonly isOutputChecked: boolean
}

interface ServiceParts {
  readonly db: Database
  /** Of `db`, for what needs a connection of its own. */
  readonly databaseUrl: string
  readonly home: Home
  readonly env: Env
  readonly masterKey: MasterKey
  readonly clock?: Clock
  readonly isOutputChecked?: boolean
  /** Tests shorten it. */
  readonly heartbeatMs?: number
}

/** The shared parts of a process made from a database, a home and a master key. */
export function createServices(parts: ServiceParts): Services {
  const { db, home, env, masterKey, clock = systemClock, isOutputChecked = false, heartbeatMs = HEARTBEAT_MS } = parts
  return {
    db,
    home,
    env,
    clock,
    vault: openVault(masterKey),
    limiter: createAttemptLimiter(),
    sessions: createSessionCache({ db, clock }),
    changes: createChangeFeed(parts.databaseUrl),
    heartbeatMs,
    sessionSecret: deriveKey(masterKey, "session cookies"),
    isOutputChecked,
  }
}

async function openServices(): Promise<Services> {
  const env = readEnv()
  if (env.DATABASE_URL === undefined) {
    throw new AppError(kernelErrors.unavailable, "The studio has no database: DATABASE_URL is not set.")
  }
  const home = homeAt(env.CAUDAL_HOME)
  const masterKey = loadMasterKey(home)
  const db = connect(env.DATABASE_URL, { applicationName: "caudal studio" })
  try {
    await requireInstallation(db, masterKey)
  } catch (error) {
    await close(db)
    throw error
  }
  setNextAuthUrl(studioOrigin(env))
  return createServices({ db, databaseUrl: env.DATABASE_URL, home, env, masterKey })
}

// Next may load this module several times in one process; the connections must exist once.
const KEY = Symbol.for("caudal.services")
const shared: typeof globalThis & { [KEY]?: Promise<Services> | undefined } = globalThis

/** The services of this process, opened when the first request needs them; a failure is tried again by the next one. */
export function getServices(): Promise<Services> {
  shared[KEY] ??= openServices().catch((error: unknown) => {
    shared[KEY] = undefined
    throw error
  })
  return shared[KEY]
}

/** Gives this process its services, for tests that call handlers directly. */
export function setServices(services: Services): void {
  shared[KEY] = Promise.resolve(services)
}

/** Ends answers that have no end of their own, so that the process can. */
export async function endStreams(): Promise<void> {
  const services = await shared[KEY]?.catch(() => undefined)
  await services?.changes.close()
}
