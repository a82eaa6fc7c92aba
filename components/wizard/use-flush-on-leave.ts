"use client"

import { useEffect } from "react"

import type { DraftKeeper } from "./draft-keeper.ts"

/** Writes the draft at once when the page is hidden or left: the outside system is the browser's window. */
export function useFlushOnLeave(keeper: DraftKeeper): void {
  useEffect(() => {
    const hide = () => void (document.visibilityState === "hidden" && keeper.flush({ isLast: true }))
    const leave = () => void keeper.flush({ isLast: true })
    document.addEventListener("visibilitychange", hide)
    window.addEventListener("pagehide", leave)
    return () => {
      document.removeEventListener("visibilitychange", hide)
      window.removeEventListener("pagehide", leave)
      leave()
    }
  }, [keeper])
}
