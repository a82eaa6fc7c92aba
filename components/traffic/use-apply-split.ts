"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRef } from "react"

import { ApiError } from "#components/data/api-error.ts"
import { newKey } from "#components/data/new-key.ts"
import { requestCountsQuery, trafficQuery } from "#components/data/queries.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { isSameSplit } from "#lib/traffic/contract.ts"
import type { RequestCountView, TrafficInput, TrafficView } from "#lib/traffic/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { TrafficPageData } from "./traffic-page-data.ts"
import { watchFrom } from "./watch-record.ts"

const CONFLICT = 412

interface ApplyInput extends TrafficInput {
  /** The split that the person saw in force: the change is meant for it and for no other. */
  readonly base: Readonly<Record<string, number>>
}

/**
 * Puts a split in force, unless somebody else changed the split since it was read. Sent twice because an answer got lost, it
 * is carried out once.
 */
export function useApplySplit(
  { workspace, endpoint, traffic, deployments, revisions }: TrafficPageData,
  onDone: () => void,
) {
  const client = useQueryClient()
  const attempt = useRef({ content: "", key: "" })
  const path = fillPath(apiPaths.traffic, { workspace, endpoint })
  const names = deployments.map(({ name }) => name)

  const put = async (body: TrafficInput, ifMatch: number) => {
    const content = JSON.stringify([body, ifMatch])
    if (attempt.current.content !== content) attempt.current = { content, key: newKey() }
    return await sendJson<TrafficView>("PUT", path, { body, ifMatch, idempotencyKey: attempt.current.key })
  }
  const apply = async ({ base, ...body }: ApplyInput) => {
    const before = await countNow(requestCountsQuery(workspace, endpoint).path)
    try {
      await put(body, traffic.revision)
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== CONFLICT) throw error
      // A revision also moves when something else about the endpoint changes: then nobody's split is at stake.
      const { body: fresh } = await sendJson<TrafficView>("GET", trafficQuery(workspace, endpoint).path)
      if (!isSameSplit(names, fresh.traffic, base)) throw error
      await put(body, fresh.revision)
    }
    watchFrom(client, { workspace, endpoint, number: (revisions[0]?.number ?? 0) + 1, counts: before })
  }
  return useChange(apply, { onDone })
}

/** Answers up to now, to tell those after the change apart. Without them the change is made all the same. */
async function countNow(path: string): Promise<readonly RequestCountView[]> {
  try {
    return (await sendJson<{ readonly items: readonly RequestCountView[] }>("GET", path)).body.items
  } catch {
    return []
  }
}
