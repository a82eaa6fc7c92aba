"use client"

import { useDebounced } from "./use-debounced.ts"

/** Readers hear where a change came to, not every step of it. */
const SPEAK_AFTER_MS = 600

/** A text that is shown elsewhere, for readers: said once it has stood still. */
export function SettledStatus({ text }: { readonly text: string }) {
  return (
    <p role="status" className="sr-only">
      {useDebounced(text, SPEAK_AFTER_MS)}
    </p>
  )
}
