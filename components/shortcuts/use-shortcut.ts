"use client"

import { createContext, use, useEffect, useEffectEvent } from "react"

import { addShortcut, PAGE_LAYER } from "./shortcut-registry.ts"
import type { Shortcut } from "./shortcut-registry.ts"

/** The layer that the components below belong to. */
export const LayerContext = createContext<symbol>(PAGE_LAYER)

interface ShortcutOptions extends Omit<Shortcut, "group"> {
  readonly group?: Shortcut["group"]
  /** False takes the shortcut away, also from the sheet. */
  readonly isEnabled?: boolean
}

/**
 * Makes a key do something while the component is on the screen: `useShortcut({ keys: "n", label: t("new"), run })`. It is
 * listed on the sheet of shortcuts (`?`), is silent while somebody types, and can be turned off in the preferences.
 */
export function useShortcut({ keys, label, run, group = "here", isEnabled = true }: ShortcutOptions): void {
  const layer = use(LayerContext)
  const runNow = useEffectEvent(run)
  // The outside system is the keyboard: one listener, which knows what is on the screen by this registry.
  useEffect(() => {
    if (!isEnabled) return undefined
    return addShortcut(layer, { keys, label, group, run: () => runNow() })
  }, [layer, keys, label, group, isEnabled])
}
