type PressedKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">

/**
 * Alt with a digit as just that, whatever character the keyboard makes of it (Option+2 is `@` on a Spanish Mac). Only where
 * nobody types: in a field the character is what was meant.
 */
export function asDigit(event: PressedKey & Pick<KeyboardEvent, "code">): PressedKey {
  const { code, ctrlKey, metaKey, altKey } = event
  const digit = /^Digit([1-9])$/.exec(code)?.[1]
  return altKey && !ctrlKey && !metaKey && digit !== undefined ? { key: digit, ctrlKey, metaKey, altKey } : event
}

/** A pressed key as shortcuts are written: `e`, `?`, `[`, `mod+k` (Ctrl, or Cmd on a Mac). Null for a modifier alone. */
export function keyName({ key, ctrlKey, metaKey, altKey }: PressedKey): string | null {
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
