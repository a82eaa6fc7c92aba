"use client"

import { Popover as Base } from "@base-ui/react/popover"
import { X } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { IconButton } from "./icon-button.tsx"
import type { TriggerRef } from "./lazy-trigger.tsx"
import type { PopoverProps } from "./popover.tsx"

interface PopoverLayerProps extends PopoverProps {
  readonly triggerRef: TriggerRef
}

/** Something to look at beside what one is doing: the page stays usable. */
export function Popover(props: PopoverLayerProps) {
  const { trigger, triggerRef, title, align = "end", isOpen, onOpenChange, children } = props
  const t = useTranslations("common")
  return (
    <Base.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      <Base.Trigger ref={triggerRef} render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={8} className="z-40">
          <Base.Popup className="flex max-h-[min(40rem,var(--available-height))] w-[min(26rem,calc(100vw-1rem))] flex-col rounded-lg border border-line bg-panel text-fg shadow-float outline-none">
            <header className="flex items-center justify-between gap-2 border-b border-line py-1 pr-1 pl-3">
              <Base.Title className="font-semibold">{title}</Base.Title>
              <Base.Close render={<IconButton label={t("close")} icon={<X aria-hidden className="size-4" />} />} />
            </header>
            <div className="min-h-0 overflow-y-auto">{children}</div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
