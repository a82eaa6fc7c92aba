"use client"

import { useSyncExternalStore } from "react"

/** Whether this page's session is over. The page stays as it is: what is typed in it must not go without a click. */
let hasEnded = false
const listeners = new Set<() => void>()

/** Takes what an answer of the studio says about the session: 401 that it has ended, success that there is one. */
export function noteAnswer({ ok, status }: Pick<Response, "ok" | "status">): void {
  if (!ok && status !== 401) return
  if (hasEnded === !ok) return
  hasEnded = !ok
  for (const tell of listeners) tell()
}

export const isSessionEnded = () => hasEnded

export function subscribeSessionEnd(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the session has ended since the page was loaded, and nobody has signed in again. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribeSessionEnd, isSessionEnded, () => false)
}
