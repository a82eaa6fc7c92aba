"use client"

import { cloneElement, useState } from "react"
import type { ComponentProps, KeyboardEvent, MouseEvent, PointerEvent, ReactElement, ReactNode } from "react"

import { createHandover } from "./handover.ts"
import type { Handover } from "./handover.ts"
import { useLayer } from "./use-layer.ts"
import type { Layer } from "./use-layer.ts"

export type Trigger = ReactElement<ComponentProps<"button">>

/** Given to the trigger of the loaded layer. */
export type TriggerRef = Handover["arrive"]

interface LazyTriggerProps<Code> {
  readonly layer: Layer<Code>
  readonly trigger: Trigger
  readonly popup: "menu" | "dialog"
  /** Opened by something other than its trigger. */
  readonly isWanted?: boolean
  /** The trigger with its layer. */
  readonly children: (code: Code, ref: TriggerRef) => ReactNode
}

/**
 * The trigger alone until its layer is loaded. The layer brings an element of its own, which takes over the focus; what
 * was done to the first one is done to it again. While it is pressed nothing is replaced, or its click would be lost.
 */
export function LazyTrigger<Code>({ layer, trigger, popup, isWanted, children }: LazyTriggerProps<Code>) {
  const code = useLayer(layer, isWanted)
  const [isPressed, setPressed] = useState(false)
  const [handover] = useState(createHandover)

  function doLater(again: Event) {
    handover.keep(again)
    setPressed(false)
    layer.load()
  }
  function press() {
    setPressed(true)
    layer.load()
  }

  if (code !== null && !isPressed) return children(code, handover.arrive)
  return cloneElement(trigger, {
    ref: handover.leave,
    "aria-haspopup": popup,
    "aria-expanded": false,
    onPointerEnter: layer.load,
    onFocus: layer.load,
    onPointerDown: ({ button }: PointerEvent) => button === 0 && press(),
    // A finger leaves before its click comes.
    onPointerLeave: ({ pointerType }: PointerEvent) => pointerType !== "touch" && setPressed(false),
    onPointerCancel: () => setPressed(false),
    onBlur: () => setPressed(false),
    onClick: ({ detail }: MouseEvent) => doLater(new window.MouseEvent("click", { ...BUBBLES, detail })),
    onKeyDown(event: KeyboardEvent) {
      const { key } = event
      if (key === " " || key === "Enter") press()
      if (popup !== "menu" || (key !== "ArrowDown" && key !== "ArrowUp")) return
      event.preventDefault()
      doLater(new window.KeyboardEvent("keydown", { ...BUBBLES, key }))
    },
  })
}

const BUBBLES = { bubbles: true, cancelable: true }
