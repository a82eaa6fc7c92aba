"use client"

import { hashKey, HydrationBoundary, useQueryClient } from "@tanstack/react-query"
import type { DehydratedState } from "@tanstack/react-query"
import { useEffect, useMemo } from "react"
import type { ReactNode } from "react"

import { changeLog } from "./change-log.ts"

interface HydrateProps {
  /** What `readPage` gives: answers by path, and when reading them began, ms since 1970. */
  readonly page: { readonly answers: Readonly<Record<string, unknown>>; readonly readAtMs: number }
  readonly children: ReactNode
}

/**
 * Puts what the server has read into the cache, so that the first paint has it and nothing is asked twice: only what changed
 * while the page was on its way is.
 */
export function Hydrate({ page, children }: HydrateProps) {
  const client = useQueryClient()
  const state = useMemo(() => dehydrate(page), [page])
  // The cache is outside of React. Runs after the boundary's own effect, which puts in what was there already.
  useEffect(() => {
    const { answers, readAtMs } = page
    void client.invalidateQueries({
      predicate: ({ queryKey: [path], state: { dataUpdatedAt } }) =>
        dataUpdatedAt === readAtMs && String(path) in answers && changeLog.isOutdated(String(path), readAtMs),
    })
  }, [client, page])
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>
}

function dehydrate({ answers, readAtMs }: HydrateProps["page"]): DehydratedState {
  const queries = Object.entries(answers).map(([path, body]) => ({
    queryKey: [path],
    queryHash: hashKey([path]),
    dehydratedAt: readAtMs,
    state: {
      data: body,
      dataUpdateCount: 1,
      dataUpdatedAt: readAtMs,
      error: null,
      errorUpdateCount: 0,
      errorUpdatedAt: 0,
      fetchFailureCount: 0,
      fetchFailureReason: null,
      fetchMeta: null,
      isInvalidated: false,
      status: "success" as const,
      fetchStatus: "idle" as const,
    },
  }))
  return { queries, mutations: [] }
}
