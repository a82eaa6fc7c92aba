"use client"

import type { ReactNode } from "react"

import { LazyTrigger } from "./lazy-trigger.tsx"
import type { Trigger } from "./lazy-trigger.tsx"
import { createLayer } from "./use-layer.ts"

const popoverLayer = createLayer(async () => await import("./popover-layer.tsx"))

export interface PopoverProps {
  /** The button that opens it; the focus goes back there. */
  readonly trigger: Trigger
  readonly title: string
  readonly align?: "start" | "end"
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
  readonly children: ReactNode
}

/** Something to look at beside what one is doing: the page stays usable. */
export function Popover(props: PopoverProps) {
  const { trigger, isOpen = false } = props
  return (
    <LazyTrigger layer={popoverLayer} trigger={trigger} popup="dialog" isWanted={isOpen}>
      {(layer, ref) => <layer.Popover {...props} triggerRef={ref} />}
    </LazyTrigger>
  )
}
