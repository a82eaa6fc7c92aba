"use client"

import { useCallback, useSyncExternalStore } from "react"

const listeners = new Set<() => void>()
const memory = new Map<string, string>()

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

function read(key: string): string | null {
  const known = memory.get(key)
  if (known !== undefined) return known
  try {
    return window.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

/** A text that survives a reload of the tab and is gone with it. `initial` stands until something is written. */
export function useKeptText(key: string, initial: string): readonly [string, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => read(key) ?? initial,
    () => initial,
  )
  const write = useCallback(
    (next: string) => {
      memory.set(key, next)
      try {
        window.sessionStorage.setItem(key, next)
      } catch {
        // Too large or not allowed: it lives as long as the page.
      }
      for (const tell of listeners) tell()
    },
    [key],
  )
  return [text, write]
}
