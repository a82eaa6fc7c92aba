"use client"

import type { ReactNode } from "react"

import { cx } from "./cx.ts"

interface FilterChipProps {
  readonly isOn: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

/** Narrows a list while it is pressed. */
export function FilterChip({ isOn, onToggle, children }: FilterChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={cx(
        "touch-target inline-flex min-h-7 items-center gap-1.5 rounded-full border px-2.5 text-sm",
        isOn ? "border-accent bg-accent-soft font-medium text-accent" : "border-line-strong bg-panel hover:bg-panel-2",
      )}
    >
      {children}
    </button>
  )
}
