"use client"

import { useEffect } from "react"

import { handleKey } from "./shortcut-registry.ts"

/** The one listener for keys. Without `isOn` only shortcuts with Ctrl or Cmd work (WCAG 2.1.4). */
export function ShortcutKeys({ isOn }: { readonly isOn: boolean }) {
  useEffect(() => {
    const handle = (event: KeyboardEvent) => handleKey(event, isOn)
    document.addEventListener("keydown", handle)
    return () => document.removeEventListener("keydown", handle)
  }, [isOn])
  return null
}
