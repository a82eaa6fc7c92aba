"use client"

import { useEffect } from "react"

import type { DraftKeeper } from "./draft-keeper.ts"

/** Writes the draft at once when the page is hidden or the form is left: the outside system is the browser's window. */
export function useFlushOnLeave(keeper: DraftKeeper): void {
  useEffect(() => {
    keeper.open()
    const hide = () => void (document.visibilityState === "hidden" && keeper.flush())
    const leave = () => void keeper.flush({ isLast: true })
    document.addEventListener("visibilitychange", hide)
    window.addEventListener("pagehide", leave)
    return () => {
      document.removeEventListener("visibilitychange", hide)
      window.removeEventListener("pagehide", leave)
      void keeper.close()
    }
  }, [keeper])
}
