"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import type { UseQueryResult } from "@tanstack/react-query"

import type { ApiError } from "./api-error.ts"
import type { ApiQuery, Page } from "./api-query.ts"
import { sendJson } from "./send-json.ts"
import { cacheKey } from "./use-api.ts"

/** What a list loads at most; beyond it a page must say that there is more. */
export const LIST_ROWS_MAX = 2000
/** Rows of one request after the first page: the most that the API gives. */
const REST_ROWS = 500

/** A list as far as it is loaded. */
export interface AllRows<T> {
  readonly items: readonly T[]
  /** Whether the first page is shown alone because the rest is on its way. */
  readonly isPartial: boolean
  /** Whether there are rows beyond `LIST_ROWS_MAX`. */
  readonly isCut: boolean
}

/**
 * All rows of a list, so that filters and orders are about everything: the first page as the server brought it along, then
 * the whole list. It is loaded as one, so a change never mixes old pages with new ones.
 */
export function useAllRows<T>(query: ApiQuery<Page<T>>): UseQueryResult<AllRows<T>, ApiError> {
  const client = useQueryClient()
  return useQuery<AllRows<T>, ApiError>({
    queryKey: [...cacheKey(query), "all"],
    queryFn: async ({ signal }) => await loadRows<T>(query.path, signal),
    initialData: () => startWith(client.getQueryData<Page<T>>(cacheKey(query))),
    initialDataUpdatedAt: () => client.getQueryState(cacheKey(query))?.dataUpdatedAt,
    staleTime: ({ state }) => (state.data?.isPartial ? 0 : Number.POSITIVE_INFINITY),
  })
}

function startWith<T>(first: Page<T> | undefined): AllRows<T> | undefined {
  return first && { items: first.items, isPartial: first.next_cursor !== null, isCut: false }
}

async function loadRows<T>(path: string, signal: AbortSignal): Promise<AllRows<T>> {
  const [base = path, search] = path.split("?")
  const parameters = new URLSearchParams(search)
  parameters.set("limit", String(REST_ROWS))
  const items: T[] = []
  do {
    const { body } = await sendJson<Page<T>>("GET", `${base}?${parameters.toString()}`, { signal })
    items.push(...body.items)
    if (body.next_cursor === null) return { items, isPartial: false, isCut: false }
    parameters.set("cursor", body.next_cursor)
  } while (items.length < LIST_ROWS_MAX)
  return { items: items.slice(0, LIST_ROWS_MAX), isPartial: false, isCut: true }
}
