"use client"

import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { useState } from "react"
import type { ReactNode } from "react"

import { ApiError } from "./api-error.ts"

const RETRY_MS_MIN = 500
const RETRY_MS_MAX = 5000

/**
 * One cache of answers a page load. The change stream says what is out of date, so nothing is asked again by age alone;
 * while the studio is away requests go on trying, and old answers stay on the screen.
 */
function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        networkMode: "always",
        retry: (_count, error) => error instanceof ApiError && error.isPassing,
        retryDelay: (count) => Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** count),
      },
      mutations: { networkMode: "always", retry: false },
    },
  })
}

/** Gives the components below the cache of answers. */
export function QueryProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(createClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
