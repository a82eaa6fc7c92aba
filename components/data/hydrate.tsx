"use client"

import { hashKey, HydrationBoundary } from "@tanstack/react-query"
import type { DehydratedState } from "@tanstack/react-query"
import { useMemo } from "react"
import type { ReactNode } from "react"

interface HydrateProps {
  /** What `readPage` gives: answers by path, and when they were read, ms since 1970. */
  readonly page: { readonly answers: Readonly<Record<string, unknown>>; readonly readAtMs: number }
  readonly children: ReactNode
}

/** Puts what the server has read into the cache, so that the first paint has it and nothing is asked twice. */
export function Hydrate({ page, children }: HydrateProps) {
  const state = useMemo(() => dehydrate(page), [page])
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
