"use client"

import { Slider as Base } from "@base-ui/react/slider"
import { useRef } from "react"
import type { KeyboardEvent } from "react"

interface SliderProps {
  /** Its name for readers. */
  readonly label: string
  readonly value: number
  /** As far as it may go now. */
  readonly max: number
  /** As far as its lane goes: what lies beyond `max` is drawn as out of reach. */
  readonly full: number
  /** The value as a sentence, for readers. */
  readonly valueText: string
  /** CSS colour of what is filled. */
  readonly colour: string
  readonly isDisabled?: boolean
  readonly onChange: (value: number) => void
  /** A gesture is over: the pointer was lifted, or a key did its step. */
  readonly onCommit: () => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** A finger goes this far sideways before it moves the slider, pixels: less may become a scroll of the page. */
const SIDEWAYS_PX = 8

/**
 * One value by dragging or by keys: arrows 1, Shift+arrows and Page keys 10, Home and End. Inside of its thumb is the
 * browser's own range input. On touch screens its lane is tall, and a page can be scrolled over it without moving it.
 */
export function Slider(props: SliderProps) {
  const { label, value, max, full, valueText, colour, isDisabled = false, onChange, onCommit, onKeyDown } = props
  /** Where a finger came down, until it is clear whether it drags or scrolls. */
  const finger = useRef<{ readonly x: number; readonly y: number } | "drags" | "scrolls">("drags")
  const isMeant = (event: Event) => {
    const point = pointOf(event)
    if (typeof finger.current === "string" || point === null) return finger.current !== "scrolls"
    const x = Math.abs(point.x - finger.current.x)
    const y = Math.abs(point.y - finger.current.y)
    if (x < SIDEWAYS_PX || y > x) return false
    finger.current = "drags"
    return true
  }
  return (
    <div className="relative flex h-8 min-w-0 items-center px-2 pointer-coarse:h-11">
      <span aria-hidden className="absolute inset-x-2 h-1.5 rounded-full border border-dashed border-line-strong" />
      <Base.Root
        className="h-full"
        style={{ width: `${(100 * Math.max(max, 1)) / full}%` }}
        value={value}
        max={Math.max(max, 1)}
        largeStep={10}
        disabled={isDisabled}
        onValueChange={(next, details) => {
          if (isMeant(details.event)) onChange(next)
          else details.cancel()
        }}
        onValueCommitted={() => onCommit()}
      >
        <Base.Control
          className="flex h-full touch-pan-y items-center select-none"
          onPointerDownCapture={({ pointerType, clientX, clientY }) => {
            finger.current = pointerType === "touch" ? { x: clientX, y: clientY } : "drags"
          }}
          onPointerCancel={() => {
            // The browser scrolls the page from here on; touch events still come.
            if (finger.current !== "drags") finger.current = "scrolls"
          }}
        >
          <Base.Track className="h-1.5 w-full rounded-full bg-line-strong forced-colors:bg-[CanvasText]">
            <Base.Indicator
              className="rounded-full forced-colors:bg-[Highlight]"
              style={{ background: isDisabled ? "var(--mute)" : colour }}
            />
            <Base.Thumb
              aria-label={label}
              aria-valuetext={valueText}
              onKeyDown={(event) => {
                finger.current = "drags"
                onKeyDown?.(event)
              }}
              className="size-6 rounded-full border-2 border-fg bg-panel has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus data-disabled:border-line-strong forced-colors:border-[ButtonText]"
            />
          </Base.Track>
        </Base.Control>
      </Base.Root>
    </div>
  )
}

function pointOf(event: Event): { readonly x: number; readonly y: number } | null {
  const source = typeof TouchEvent !== "undefined" && event instanceof TouchEvent ? event.changedTouches[0] : event
  return source instanceof PointerEvent || (typeof Touch !== "undefined" && source instanceof Touch)
    ? { x: source.clientX, y: source.clientY }
    : null
}
