import path from "node:path"

import { catchUp, readRoutesCopy, writeRoutesCopy } from "#lib/gateway/index.ts"
import type { GatewayContext } from "#lib/gateway/index.ts"
import type { Home } from "#lib/kernel/home.ts"
import type { Logger } from "#lib/kernel/log.ts"
import { listen } from "#lib/storage/index.ts"

import type { GatewayDatabase } from "./gateway-database.ts"

const RESYNC_MS = 5000
const HEARTBEAT_MS = 2000
/** Changes that come close together are written to disk once. */
const COPY_DELAY_MS = 1000
/** Also without a change: the copy says when the database last confirmed it. */
const COPY_REFRESH_MS = 10 * 60 * 1000

function copyFile(home: Home): string {
  return path.join(home.routes, "copy.json")
}

/** Fills the table from the copy on disk, if there is one. */
export async function loadRoutesCopy(context: GatewayContext, home: Home, log: Logger): Promise<void> {
  const copy = await readRoutesCopy(copyFile(home))
  if (copy === undefined) return
  context.table.replace(copy.changes)
  context.table.confirm(copy.version, copy.confirmedAtMs)
  log.info({ version: copy.version, endpoints: copy.changes.length }, "serving from the copy of the routes on disk")
}

/** Makes one call at a time of `work`; calls that come meanwhile become one more call after it. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let isAgain = false
  const run = async (): Promise<void> => {
    do {
      isAgain = false
      await work()
    } while (isAgain)
    running = undefined
  }
  return () => {
    if (running !== undefined) isAgain = true
    else running = run()
    return running ?? Promise.resolve()
  }
}

/** The gateway's tie to the routing table. */
export interface Following {
  /** Settles after the first attempt to read the routes, whether it worked or not. */
  readonly firstAttempt: Promise<void>
  stop(): Promise<void>
}

interface FollowOptions {
  readonly context: GatewayContext
  readonly database: GatewayDatabase
  readonly url: string
  readonly home: Home
  readonly log: Logger
}

/**
 * Keeps the table current for as long as the process lives: reads on every notice, on every reconnect and every 5 s, writes
 * back what it applied, and keeps the copy on disk. Without a database it goes on with what it has and tries again.
 */
export function followRoutes({ context, database, url, home, log }: FollowOptions): Following {
  const { table, recorder } = context
  let hasContact = false
  let isOut = false
  let copyTimer: NodeJS.Timeout | undefined
  const report = (error: unknown) => {
    // One line for an outage, however long it lasts.
    if (!isOut) log.warn({ err: error }, "the database does not answer; serving from the routes in memory")
    isOut = true
  }
  const writeCopy = oneAtATime(async () => {
    const { version, confirmedAtMs } = table
    try {
      await writeRoutesCopy(copyFile(home), { version, confirmedAtMs, changes: table.changes() })
    } catch (error) {
      log.error({ err: error }, "the copy of the routes could not be written")
    }
  })
  const sync = oneAtATime(async () => {
    try {
      const before = table.version
      const isChanged = await catchUp(context, database, !hasContact)
      hasContact = true
      if (isOut) log.info("the database answers again")
      isOut = false
      if (table.version !== before) await database.heartbeat(table.version)
      if (isChanged) copyTimer ??= setTimeout(() => ((copyTimer = undefined), void writeCopy()), COPY_DELAY_MS)
    } catch (error) {
      report(error)
    }
  })
  const beat = oneAtATime(async () => {
    try {
      await database.heartbeat(table.version)
      const rows = recorder.pending()
      await database.saveCounters(rows)
      recorder.settle(rows, (id) => table.hasDeployment(id))
    } catch (error) {
      report(error)
    }
  })
  const onNotify = (payload: string) => {
    if (Number(payload) > table.version) void sync()
  }
  const listener = listen(url, "routes", onNotify, () => void sync())
  const timers = [
    setInterval(() => void sync(), RESYNC_MS),
    setInterval(() => void beat(), HEARTBEAT_MS),
    setInterval(() => void (hasContact && writeCopy()), COPY_REFRESH_MS),
  ]
  const firstAttempt = sync()
  void firstAttempt.then(beat)
  return {
    firstAttempt,
    async stop() {
      for (const timer of timers) clearInterval(timer)
      clearTimeout(copyTimer)
      await listener.close()
      await beat()
      if (hasContact) await writeCopy()
    },
  }
}
