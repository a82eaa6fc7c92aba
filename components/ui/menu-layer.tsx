"use client"

import { Menu as Base } from "@base-ui/react/menu"
import { Check } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"

import { cx } from "./cx.ts"
import type { TriggerRef } from "./lazy-trigger.tsx"
import type { MenuChoicesProps, MenuItemProps, MenuLinkProps, MenuProps } from "./menu.tsx"

const ITEM =
  "touch-target flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-left no-underline outline-none data-highlighted:bg-panel-2 data-disabled:cursor-not-allowed data-disabled:text-fg-2"

interface MenuLayerProps extends MenuProps {
  readonly triggerRef: TriggerRef
}

/** Acts behind one button. */
export function Menu({ trigger, triggerRef, align = "end", children }: MenuLayerProps) {
  return (
    <Base.Root>
      <Base.Trigger ref={triggerRef} render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup className="max-h-[70dvh] min-w-44 overflow-y-auto rounded-lg border border-line bg-panel p-1 text-fg shadow-float outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** One act of a menu. */
export function MenuItem({ icon, onSelect, isDisabled = false, isDangerous = false, children }: MenuItemProps) {
  return (
    <Base.Item className={cx(ITEM, isDangerous && "text-bad")} disabled={isDisabled} onClick={onSelect}>
      {icon}
      {children}
    </Base.Item>
  )
}

/** A page that a menu leads to. */
export function MenuLink({ href, icon, isCurrent = false, isDocument = false, children }: MenuLinkProps) {
  return (
    <Base.Item
      className={cx(ITEM, isCurrent && "font-semibold")}
      render={
        isDocument && typeof href === "string" ? (
          <a href={href}>
            {icon}
            {children}
          </a>
        ) : (
          <Link href={href} aria-current={isCurrent ? "true" : undefined} />
        )
      }
    >
      {icon}
      {children}
    </Base.Item>
  )
}

/** A line between groups of a menu. */
export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />
}

/** The heading of what follows in a menu. */
export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 py-1 text-sm text-fg-2">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}

/** A choice of one of a few within a menu. */
export function MenuChoices<Value extends string>({ label, value, onChoose, children }: MenuChoicesProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 py-1 text-sm text-fg-2">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: Value) => next !== value && onChoose(next)}>
        {children}
      </Base.RadioGroup>
    </Base.Group>
  )
}

/** One of the choices. */
export function MenuChoice({ value, children }: { readonly value: string; readonly children: ReactNode }) {
  return (
    <Base.RadioItem value={value} className={ITEM}>
      <span aria-hidden className="inline-flex size-4">
        <Base.RadioItemIndicator>
          <Check className="size-4" />
        </Base.RadioItemIndicator>
      </span>
      {children}
    </Base.RadioItem>
  )
}
