"use client"

import { useCallback, useSyncExternalStore } from "react"
// oxlint-disable-next-line no-restricted-imports -- Here alone: the time of the page load is what the server has written.
import { useNow } from "use-intl/react"

/**
 * The time now, which moves on every `tickMs`. While the server's page is taken over it is the page's time, so that both
 * write the same; right after that, and in what appears later, it is this computer's. It is the end of the tick under way:
 * what happened just now never lies in the future.
 */
export function useClock(tickMs: number): Date {
  const renderedAt = useNow().getTime()
  const subscribe = useCallback(
    (tell: () => void) => {
      const timer = setInterval(tell, tickMs)
      return () => clearInterval(timer)
    },
    [tickMs],
  )
  const nowMs = useSyncExternalStore(
    subscribe,
    () => Math.ceil(Date.now() / tickMs) * tickMs,
    () => renderedAt,
  )
  return new Date(nowMs)
}
