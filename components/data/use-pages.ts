"use client"

import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query"

import type { ApiError } from "./api-error.ts"
import type { ApiQuery, Page } from "./api-query.ts"
import { sendJson } from "./send-json.ts"
import { cacheKey } from "./use-api.ts"

/** The rows of a list page by page, each when it is asked for; the first as the server brought it along. */
export function usePages<T>(query: ApiQuery<Page<T>>): UseInfiniteQueryResult<readonly T[], ApiError> {
  const client = useQueryClient()
  return useInfiniteQuery<Page<T>, ApiError, readonly T[], readonly string[], string | null>({
    queryKey: [...cacheKey(query), "pages"],
    queryFn: async ({ pageParam, signal }) => {
      const path = pageParam === null ? query.path : `${query.path}&cursor=${encodeURIComponent(pageParam)}`
      return (await sendJson<Page<T>>("GET", path, { signal })).body
    },
    initialPageParam: null,
    getNextPageParam: ({ next_cursor: next }) => next,
    initialData: () => startWith(client.getQueryData<Page<T>>(cacheKey(query))),
    initialDataUpdatedAt: () => client.getQueryState(cacheKey(query))?.dataUpdatedAt,
    // While another filter loads, the rows of the one before stay; `isPlaceholderData` says so.
    placeholderData: keepPreviousData,
    select: rowsOf,
  })
}

function startWith<T>(first: Page<T> | undefined): InfiniteData<Page<T>, string | null> | undefined {
  return first && { pages: [first], pageParams: [null] }
}

function rowsOf<T>({ pages }: InfiniteData<Page<T>, unknown>): readonly T[] {
  return pages.flatMap(({ items }) => items)
}
