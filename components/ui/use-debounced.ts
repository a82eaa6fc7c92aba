"use client"

import { useEffect, useState } from "react"

/** A value once it has stood still for `delayMs`, so that readers hear where it came to and not every step. */
export function useDebounced<T>(value: T, delayMs: number): T {
  const [settled, setSettled] = useState(value)
  // The outside system is the clock.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(timer)
  }, [value, delayMs])
  return settled
}
