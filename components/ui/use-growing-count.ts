"use client"

import { useCallback, useState } from "react"

const FIRST_ROWS = 50
const MORE_ROWS = 100
/** How far below the window the next rows are drawn. */
const AHEAD_PX = 1500

/**
 * How many of a long list's rows to draw: those that fit on a screen, then more as somebody comes near the end. Nothing
 * that was drawn goes away, so the browser's search finds it and heights may differ.
 *
 * @returns the number, and what to put as `ref` on an element after the last row
 */
export function useGrowingCount(total: number): readonly [count: number, end: (element: Element | null) => () => void] {
  const [count, setCount] = useState(FIRST_ROWS)
  const end = useCallback((element: Element | null) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setCount((before) => before + MORE_ROWS)
      },
      { rootMargin: `0px 0px ${AHEAD_PX}px` },
    )
    if (element) observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [Math.min(count, total), end]
}
