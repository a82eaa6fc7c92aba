"use client"

import type { ReactNode } from "react"

import { LazyTrigger } from "./lazy-trigger.tsx"
import type { Trigger } from "./lazy-trigger.tsx"
import { createLayer, useLayer } from "./use-layer.ts"

const dialogLayer = createLayer(async () => await import("./dialog-layer.tsx"))

export interface DialogProps {
  readonly title: string
  readonly description?: ReactNode
  readonly shape?: "dialog" | "sheet" | "drawer"
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** What opens it, if it is an element of the page; the focus goes back there. */
  readonly trigger?: Trigger
  readonly children: ReactNode
  /** Buttons at its end. */
  readonly actions?: ReactNode
}

/** A layer over the page that keeps the focus until it is closed. */
export function Dialog(props: DialogProps) {
  const { trigger, isOpen } = props
  if (!trigger) return <DialogAlone {...props} />
  return (
    <LazyTrigger layer={dialogLayer} trigger={trigger} popup="dialog" isWanted={isOpen}>
      {(layer, ref) => <layer.Dialog {...props} triggerRef={ref} />}
    </LazyTrigger>
  )
}

/** Opened by the page. The focus goes back to what had it when the layer came. */
function DialogAlone(props: DialogProps) {
  const layer = useLayer(dialogLayer, props.isOpen)
  return layer && <layer.Dialog {...props} />
}
