"use client"

import { useQuery } from "@tanstack/react-query"
import type { UseQueryResult } from "@tanstack/react-query"

import type { ApiError } from "./api-error.ts"
import type { ApiQuery } from "./api-query.ts"
import { sendJson } from "./send-json.ts"

interface UseApiOptions {
  readonly isEnabled?: boolean
  /** Asks again and again, for what the change stream does not tell. */
  readonly everyMs?: number
}

/** Where an answer stands in the cache. */
export const cacheKey = ({ path }: ApiQuery<unknown>) => [path] as const

/** How the cache asks for an answer. */
export const askFor = <T>(query: ApiQuery<T>) => ({
  queryKey: cacheKey(query),
  queryFn: async ({ signal }: { signal: AbortSignal }) => (await sendJson<T>("GET", query.path, { signal })).body,
})

/** What the API answers to a query: at once if the page brought it along, and again when the change stream says so. */
export function useApi<T>(query: ApiQuery<T>, options: UseApiOptions = {}): UseQueryResult<T, ApiError> {
  const { isEnabled = true, everyMs } = options
  return useQuery<T, ApiError>({
    ...askFor(query),
    enabled: isEnabled,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
}
