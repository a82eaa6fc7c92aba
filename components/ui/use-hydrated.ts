"use client"

import { useSyncExternalStore } from "react"

const never = () => () => undefined

/** Whether the page is alive in the browser. Before that, what is typed into its fields would be lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
