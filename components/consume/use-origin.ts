"use client"

import { useSyncExternalStore } from "react"

const never = () => () => undefined

/** The address at which the browser sees the studio; empty on the server, which may have several. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  )
}
