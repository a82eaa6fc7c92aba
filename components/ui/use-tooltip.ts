"use client"

import { useEffect, useRef, useState } from "react"

/** Long enough not to flash while the pointer passes. */
const SHOW_MS = 300
/** Long enough to move the pointer from the element to its tooltip. */
const HIDE_MS = 120

/** When a tooltip is there: beside `anchor`, or not at all. */
export function useTooltip() {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  function later(next: Element | null, delayMs: number) {
    clearTimeout(timer.current)
    if (delayMs === 0) setAnchor(next)
    else timer.current = setTimeout(() => setAnchor(next), delayMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  // Esc hides it wherever the focus is, and it does not follow when its anchor is scrolled away.
  useEffect(() => {
    if (anchor === null) return undefined
    const close = () => setAnchor(null)
    const closeOnEscape = ({ key }: KeyboardEvent) => key === "Escape" && close()
    document.addEventListener("keydown", closeOnEscape, true)
    document.addEventListener("scroll", close, true)
    return () => {
      document.removeEventListener("keydown", closeOnEscape, true)
      document.removeEventListener("scroll", close, true)
    }
  }, [anchor])

  return {
    anchor,
    show: (element: Element, by: "hover" | "focus") => later(element, by === "hover" ? SHOW_MS : 0),
    hide: (by: "hover" | "focus" | "press") => later(null, by === "hover" ? HIDE_MS : 0),
    keep: () => clearTimeout(timer.current),
  }
}
