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
  readonly describedBy?: string | undefined
  readonly onChange: (value: number) => void
  /** A gesture is over: the pointer was lifted, or a key did its step. */
  readonly onCommit: () => void
  /** The gesture turned out to be a scroll of the page: nothing was meant. */
  readonly onCancel: () => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/**
 * One value by dragging or by keys: arrows 1, Shift+arrows and Page keys 10, Home and End. Inside of its thumb is the
 * browser's own range input. On touch screens its lane is tall and pages scroll over it without moving it: a touch has to
 * go sideways before anything changes.
 */
export function Slider(props: SliderProps) {
  const { label, value, max, full, valueText, colour, isDisabled = false, describedBy } = props
  const { onChange, onCommit, onCancel, onKeyDown } = props
  const isScroll = useRef(false)
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
          const isTouchPress = details.reason === "track-press" && isTouch(details.event)
          if (isScroll.current || isTouchPress) details.cancel()
          else onChange(next)
        }}
        onValueCommitted={() => onCommit()}
      >
        <Base.Control
          className="flex h-full touch-pan-y items-center select-none"
          onPointerDown={() => {
            isScroll.current = false
          }}
          onPointerCancel={() => {
            isScroll.current = true
            onCancel()
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
              aria-describedby={describedBy}
              onKeyDown={(event) => {
                isScroll.current = false
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

function isTouch(event: Event): boolean {
  return event instanceof PointerEvent ? event.pointerType === "touch" : event.type.startsWith("touch")
}
