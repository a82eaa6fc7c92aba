"use client"

import { useSyncExternalStore } from "react"

const subscribe = () => () => undefined
/** Names of keys that differ from what they are called in a shortcut. */
const NAMES: Readonly<Record<string, string>> = { Enter: "↵", enter: "↵", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" }

/** The keys of a shortcut, as they are labelled on this computer's keyboard. */
export function Keys({ keys }: { readonly keys: string }) {
  const isMac = useSyncExternalStore(
    subscribe,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  )
  const mod = isMac ? "⌘" : "Ctrl"
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {keys.split(" ").flatMap((step, index) =>
        step.split(/\+(?=.)/).map((part) => (
          <kbd
            key={`${index} ${part}`}
            className="inline-flex min-w-5 items-center justify-center rounded-sm border border-line-strong bg-panel-2 px-1 font-mono text-xs text-fg-2"
          >
            {part === "mod"
              ? mod
              : part === "alt"
                ? "Alt"
                : (NAMES[part] ?? (step === part ? part : part.toUpperCase()))}
          </kbd>
        )),
      )}
    </span>
  )
}
