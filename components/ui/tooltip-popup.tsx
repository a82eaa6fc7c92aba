"use client"

import type { ReactNode } from "react"
import { createPortal } from "react-dom"

/** Pixels between the anchor and its tooltip, and between the tooltip and the edge of the window. */
const GAP = 6

interface TooltipPopupProps {
  readonly id: string
  readonly anchor: Element
  readonly side: "top" | "right"
  readonly onEnter: () => void
  readonly onLeave: () => void
  readonly children: ReactNode
}

/** The words beside an anchor, over everything and within the window. The pointer may go onto them. */
export function TooltipPopup({ id, anchor, side, onEnter, onLeave, children }: TooltipPopupProps) {
  return createPortal(
    <div
      id={id}
      role="tooltip"
      ref={(node) => (node ? place(node, anchor, side) : undefined)}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      className="fixed top-0 left-0 z-50 w-max max-w-72 rounded-md bg-fg px-2 py-1 text-sm text-bg shadow-float"
    >
      {children}
    </div>,
    document.body,
  )
}

/** Once it is drawn: its size is known only then. Above turns into below where there is no room. */
function place(popup: HTMLElement, anchor: Element, side: "top" | "right"): void {
  const at = anchor.getBoundingClientRect()
  const { width, height } = popup.getBoundingClientRect()
  const above = at.top - height - GAP
  const left = side === "top" ? at.left + (at.width - width) / 2 : at.right + GAP
  const below = at.bottom + GAP
  const top = side === "right" ? at.top + (at.height - height) / 2 : above < GAP ? below : above
  popup.style.left = `${within(left, window.innerWidth - width)}px`
  popup.style.top = `${within(top, window.innerHeight - height)}px`
}

const within = (start: number, end: number) => Math.max(GAP, Math.min(start, end - GAP))
