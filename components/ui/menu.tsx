"use client"

import type Link from "next/link"
import type { ComponentProps, ReactNode } from "react"

import { LazyTrigger } from "./lazy-trigger.tsx"
import type { Trigger } from "./lazy-trigger.tsx"
import { createLayer, useLayer } from "./use-layer.ts"

const menuLayer = createLayer(async () => await import("./menu-layer.tsx"))

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: Trigger
  readonly align?: "start" | "end"
  readonly children: ReactNode
}

/** Acts behind one button. What is in it is drawn when its code is there. */
export function Menu(props: MenuProps) {
  return (
    <LazyTrigger layer={menuLayer} trigger={props.trigger} popup="menu">
      {(layer, ref) => <layer.Menu {...props} triggerRef={ref} />}
    </LazyTrigger>
  )
}

export interface MenuItemProps {
  readonly icon?: ReactNode
  readonly onSelect?: () => void
  readonly isDisabled?: boolean
  readonly isDangerous?: boolean
  readonly children: ReactNode
}

/** One act of a menu. */
export function MenuItem(props: MenuItemProps) {
  const layer = useLayer(menuLayer)
  return layer && <layer.MenuItem {...props} />
}

export interface MenuLinkProps {
  readonly href: ComponentProps<typeof Link>["href"]
  readonly icon?: ReactNode
  readonly isCurrent?: boolean
  /** Whether it is no page of the studio: the browser opens it itself. */
  readonly isDocument?: boolean
  readonly children: ReactNode
}

/** A page that a menu leads to. */
export function MenuLink(props: MenuLinkProps) {
  const layer = useLayer(menuLayer)
  return layer && <layer.MenuLink {...props} />
}

/** A line between groups of a menu. */
export function MenuSeparator() {
  const layer = useLayer(menuLayer)
  return layer && <layer.MenuSeparator />
}

/** The heading of what follows in a menu. */
export function MenuGroup(props: { readonly label: string; readonly children: ReactNode }) {
  const layer = useLayer(menuLayer)
  return layer && <layer.MenuGroup {...props} />
}

export interface MenuChoicesProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly onChoose: (value: Value) => void
  readonly children: ReactNode
}

/** A choice of one of a few within a menu. */
export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const layer = useLayer(menuLayer)
  return layer && <layer.MenuChoices {...props} />
}

/** One of the choices. */
export function MenuChoice(props: { readonly value: string; readonly children: ReactNode }) {
  const layer = useLayer(menuLayer)
  return layer && <layer.MenuChoice {...props} />
}
