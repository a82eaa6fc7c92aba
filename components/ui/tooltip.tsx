"use client"

import { Tooltip as Base } from "@base-ui/react/tooltip"
import type { ReactElement, ReactNode } from "react"

interface TooltipProps {
  readonly text: ReactNode
  readonly side?: "top" | "right"
  /** A focusable element; it must have a name of its own. */
  readonly children: ReactElement
}

/** Says more about what it wraps, on hover and on focus. Never the only place of a word that matters. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="max-w-72 rounded-md bg-fg px-2 py-1 text-sm text-bg shadow-float">{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
