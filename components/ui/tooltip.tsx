"use client"

import { cloneElement, useId } from "react"
import type { ComponentProps, FocusEvent, PointerEvent, ReactElement, ReactNode } from "react"

import { TooltipPopup } from "./tooltip-popup.tsx"
import { useTooltip } from "./use-tooltip.ts"

interface TooltipProps {
  readonly text: ReactNode
  readonly side?: "top" | "right"
  /** A focusable element; it must have a name of its own. */
  readonly children: ReactElement<ComponentProps<"button">>
}

/**
 * Says more about what it wraps, on hover and on focus. Never the only place of a word that matters. Small and of our own:
 * every icon has one, and it must be there with the page.
 */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  const id = useId()
  const { anchor, show, hide, keep } = useTooltip()
  const own = children.props
  const describedBy = [own["aria-describedby"], anchor && own["aria-label"] !== text && id].filter(Boolean).join(" ")
  return (
    <>
      {cloneElement(children, {
        "aria-describedby": describedBy || undefined,
        onPointerEnter(event: PointerEvent<HTMLButtonElement>) {
          own.onPointerEnter?.(event)
          if (event.pointerType !== "touch") show(event.currentTarget, "hover")
        },
        onPointerLeave(event: PointerEvent<HTMLButtonElement>) {
          own.onPointerLeave?.(event)
          hide("hover")
        },
        onPointerDown(event: PointerEvent<HTMLButtonElement>) {
          own.onPointerDown?.(event)
          hide("press")
        },
        onFocus(event: FocusEvent<HTMLButtonElement>) {
          own.onFocus?.(event)
          if (event.currentTarget.matches(":focus-visible")) show(event.currentTarget, "focus")
        },
        onBlur(event: FocusEvent<HTMLButtonElement>) {
          own.onBlur?.(event)
          hide("focus")
        },
      })}
      {anchor && (
        <TooltipPopup id={id} anchor={anchor} side={side} onEnter={keep} onLeave={() => hide("hover")}>
          {text}
        </TooltipPopup>
      )}
    </>
  )
}
