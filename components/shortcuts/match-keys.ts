/** A pressed key as shortcuts are written: `e`, `?`, `[`, `mod+k` (Ctrl, or Cmd on a Mac). Null for a modifier alone. */
export function keyName(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string | null {
  const { key, ctrlKey, metaKey, altKey } = event
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "Dead", "Process"].includes(key)) return null
  // AltGr types characters such as `[` on Spanish keyboards, and browsers tell it as Ctrl and Alt together.
  if (ctrlKey && altKey && key.length === 1) return key
  const name = key === " " ? "Space" : key
  if (ctrlKey || metaKey) return `mod+${altKey ? "alt+" : ""}${name.toLowerCase()}`
  return altKey ? `alt+${name}` : name
}

/** What a key means, after the keys before it. */
export interface KeyMatch {
  /** Position in the list of the shortcut that is complete; the last one that was registered wins. */
  readonly index: number | null
  /** Keys of a sequence that is not complete yet. */
  readonly pending: string
}

/** Compares what was pressed with every shortcut. A key that does not go on with a sequence starts anew. */
export function matchKeys(shortcuts: readonly string[], pending: string, pressed: string): KeyMatch {
  const sequence = pending === "" ? pressed : `${pending} ${pressed}`
  const index = shortcuts.lastIndexOf(sequence)
  if (index >= 0) return { index, pending: "" }
  if (shortcuts.some((keys) => keys.startsWith(`${sequence} `))) return { index: null, pending: sequence }
  return pending === "" ? { index: null, pending: "" } : matchKeys(shortcuts, "", pressed)
}
