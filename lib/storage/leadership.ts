import { sql } from "drizzle-orm"
import { hostname } from "node:os"
import { setTimeout as delay } from "node:timers/promises"

import { backoffMs } from "#lib/kernel/backoff.ts"
import { createLogger } from "#lib/kernel/log.ts"

import { onLane } from "./client.ts"
import { directUrl } from "./direct-url.ts"
import { lockKey } from "./lock-key.ts"
import { openLane } from "./open-lane.ts"
import type { Lane } from "./open-lane.ts"
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
  const lane = openLane(directUrl(url), { applicationName: `caudal leader ${name}`, onLost: lose })
  const cut = () => lane.cut()
  signal?.addEventListener("abort", cut, { once: true })
  try {
    const epoch = await poll(lane, name, holder)
    const stopWatching = watchConnection(lane, cut)
    void lost.then(stopWatching)
    return { name, epoch, lost, release: () => lane.end() }
  } catch (error) {
    lane.cut()
    throw error
  } finally {
    signal?.removeEventListener("abort", cut)
  }
}

/** Asks until the answer is an epoch. A statement that waits for the lock would keep vacuum from working all that time. */
async function poll(lane: Lane, name: string, holder: string): Promise<number> {
  for (;;) {
    const epoch = await takeEpoch(lane, name, holder)
    if (epoch !== undefined) return epoch
    await delay(POLL_MS)
  }
}

/** Takes the lock if it is free and writes the new epoch. */
async function takeEpoch(lane: Lane, name: string, holder: string): Promise<number | undefined> {
  const rows = await onLane(lane).execute<{ epoch: number }>(sql`
    insert into leadership (name, epoch, holder, acquired_at)
    select ${name}, 1, ${holder}, clock_timestamp()
     where pg_try_advisory_lock(${lockKey(`leadership ${name}`)}::bigint)
    on conflict (name) do update
       set epoch = leadership.epoch + 1, holder = excluded.holder, acquired_at = excluded.acquired_at
    returning epoch::float8 as epoch`)
  return rows[0]?.epoch
}
