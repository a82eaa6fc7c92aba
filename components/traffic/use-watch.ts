"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"

import type { Page } from "#components/data/api-query.ts"
import { requestCountsQuery } from "#components/data/queries.ts"
import { sendJson } from "#components/data/send-json.ts"
import type { RequestCountView, TrafficRevisionView } from "#lib/traffic/contract.ts"

import { readWatch, saveWatch, WATCH_MS, watchKey } from "./watch-record.ts"
import type { WatchRecord } from "./watch-record.ts"

interface WatchInput {
  readonly workspace: string
  readonly endpoint: string
  /** The newest change of the split. */
  readonly revision: TrafficRevisionView
}

/**
 * From where the newest change is watched: from the change itself if it was made in this tab, else from when this tab first
 * saw it.
 */
export function useWatch({ workspace, endpoint, revision }: WatchInput) {
  const client = useQueryClient()
  const watched = { workspace, endpoint, number: revision.number }
  const query = useQuery({
    queryKey: watchKey(watched),
    queryFn: async (): Promise<WatchRecord> => {
      const known = client.getQueryData<WatchRecord>(watchKey(watched)) ?? readWatch(watched)
      if (known) return known
      const { body } = await sendJson<Page<RequestCountView>>("GET", requestCountsQuery(workspace, endpoint).path)
      const untilMs = Date.parse(revision.created_at) + WATCH_MS
      return saveWatch(watched, { sinceMs: Date.now(), untilMs, counts: body.items, isKept: false })
    },
  })
  const keep = () => {
    if (query.data) client.setQueryData(watchKey(watched), saveWatch(watched, { ...query.data, isKept: true }))
  }
  return { record: query.data ?? null, keep }
}
