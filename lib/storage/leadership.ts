import { hostname } from "node:os"
import { setTimeout as delay } from "node:timers/promises"

import { backoffMs } from "#lib/kernel/backoff.ts"
import { createLogger } from "#lib/kernel/log.ts"

import { directUrl } from "./direct-url.ts"
import { lockKey } from "./lock-key.ts"
import { openConnection } from "./open-connection.ts"
import type { Connection } from "./open-connection.ts"
import { watchConnection } from "./watch-connection.ts"

const log = createLogger("storage.leadership")
/** How soon a leader that is gone is followed, at most. */
const POLL_MS = 250

export interface Leadership {
  readonly name: string
  /** Grows by at least one with each leader. Give it to `requireEpoch` in every transaction that acts as the leader. */
  readonly epoch: number
  /** Resolves when leadership ends, by `release` or because the connection that holds it is gone. */
  readonly lost: Promise<void>
  /** Lets the next one lead. */
  release(): Promise<void>
}

interface AcquireOptions {
  /** Shown to people who ask who leads. The machine and process if not given. */
  readonly holder?: string
  /** Ends the waiting. */
  readonly signal?: AbortSignal
}

/**
 * Waits until this process leads `name`, however long that takes and however often the database goes away meanwhile.
 * Leading is a lock of one dedicated connection, so a leader that dies is followed within a quarter of a second, and a number, so that a
 * leader that was only thought dead cannot act any more.
 *
 * @throws the signal's reason if it aborts first.
 */
export async function acquireLeadership(
  url: string,
  name: string,
  { holder = `${hostname()}:${process.pid}`, signal }: AcquireOptions = {},
): Promise<Leadership> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    try {
      return await waitToLead(url, name, holder, signal)
    } catch (error) {
      signal?.throwIfAborted()
      const level = attempt === 1 ? "warn" : "debug"
      log[level]({ err: error, leadership: name }, "cannot ask for leadership; trying again")
      await delay(backoffMs(attempt, { firstMs: 50, maxMs: 1000 }), undefined, signal ? { signal } : {})
    }
  }
}

async function waitToLead(
  url: string,
  name: string,
  holder: string,
  signal: AbortSignal | undefined,
): Promise<Leadership> {
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>()
  let isLost = false
  const sql = openConnection(directUrl(url), {
    max: 1,
    applicationName: `caudal leader ${name}`,
    // The driver would connect again on the next query, without the lock.
    onClose: () => void end(),
  })
  let stopWatching: (() => void) | undefined
  async function end(): Promise<void> {
    if (isLost) return
    isLost = true
    stopWatching?.()
    signal?.removeEventListener("abort", end)
    await sql.end({ timeout: 0 })
    lose()
  }
  signal?.addEventListener("abort", end, { once: true })
  try {
    const epoch = await poll(sql, name, holder, lost)
    if (isLost || epoch === undefined) throw new Error("The connection ended while it waited for leadership.")
    signal?.removeEventListener("abort", end)
    stopWatching = watchConnection(sql, () => void end())
    return { name, epoch, lost, release: end }
  } catch (error) {
    await end()
    throw error
  }
}

/** Asks until the answer is an epoch. A statement that waits for the lock would keep vacuum from working all that time. */
async function poll(sql: Connection, name: string, holder: string, lost: Promise<void>): Promise<number | undefined> {
  const ended = lost.then((): "ended" => "ended")
  for (;;) {
    const answer = await Promise.race([takeEpoch(sql, name, holder), ended])
    if (answer === "ended") return undefined
    if (answer !== undefined) return answer
    const pause = new AbortController()
    await Promise.race([delay(POLL_MS, undefined, { signal: pause.signal }).catch(() => undefined), ended])
    pause.abort()
  }
}

/** Takes the lock if it is free and writes the new epoch, in one statement so that both happen on the same connection. */
async function takeEpoch(sql: Connection, name: string, holder: string): Promise<number | undefined> {
  const rows = await sql<{ epoch: number }[]>`
    insert into leadership (name, epoch, holder, acquired_at)
    select ${name}, 1, ${holder}, clock_timestamp()
     where pg_try_advisory_lock(${lockKey(`leadership ${name}`)}::bigint)
    on conflict (name) do update
       set epoch = leadership.epoch + 1, holder = excluded.holder, acquired_at = excluded.acquired_at
    returning epoch::float8 as epoch`
  return rows[0]?.epoch
}
