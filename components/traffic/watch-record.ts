import type { QueryClient } from "@tanstack/react-query"

import { readStored, writeStored } from "#components/data/session-store.ts"
import type { RequestCountView } from "#lib/traffic/contract.ts"

/** How long a change of the split is watched, milliseconds. */
export const WATCH_MS = 5 * 60 * 1000

/** From where one change of the split is watched. */
export interface WatchRecord {
  /** When watching began, ms since 1970 by this browser's clock. */
  readonly sinceMs: number
  readonly untilMs: number
  /** Answers up to then. */
  readonly counts: readonly RequestCountView[]
  /** The person has seen enough. */
  readonly isKept: boolean
}

export interface WatchedRevision {
  readonly workspace: string
  readonly endpoint: string
  /** Of the traffic revision. */
  readonly number: number
}

export const watchKey = ({ workspace, endpoint, number }: WatchedRevision) =>
  ["watch", workspace, endpoint, number] as const

const storeName = (watched: WatchedRevision) => `caudal-${watchKey(watched).join("-")}`

/** What is known of a watched revision, also after a reload; null at first sight. */
export function readWatch(watched: WatchedRevision): WatchRecord | null {
  return readStored<WatchRecord>(storeName(watched))
}

/** Remembers it until the tab is closed. */
export function saveWatch(watched: WatchedRevision, record: WatchRecord): WatchRecord {
  writeStored(storeName(watched), record)
  return record
}

/** Watches a revision that was made just now. */
export function watchFrom(
  client: QueryClient,
  { counts, ...watched }: WatchedRevision & Pick<WatchRecord, "counts">,
): void {
  const sinceMs = Date.now()
  const record = saveWatch(watched, { sinceMs, untilMs: sinceMs + WATCH_MS, counts, isKept: false })
  client.setQueryData(watchKey(watched), record)
}
