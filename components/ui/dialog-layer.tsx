"use client"

import { Dialog as Base } from "@base-ui/react/dialog"
import { X } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { ShortcutLayer } from "#components/shortcuts/shortcut-layer.tsx"

import { cx } from "./cx.ts"
import type { DialogProps } from "./dialog.tsx"
import { IconButton } from "./icon-button.tsx"
import type { TriggerRef } from "./lazy-trigger.tsx"

const SHAPES = {
  /** In the middle: a question or a small form. */
  dialog: "top-1/2 left-1/2 max-h-[90dvh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg",
  /** At the right: something to read and check beside the page. */
  sheet: "inset-y-0 right-0 w-[min(44rem,100vw)]",
  /** At the left: navigation on a small screen. */
  drawer: "inset-y-0 left-0 w-[min(18rem,calc(100vw-3rem))]",
} as const

interface DialogLayerProps extends DialogProps {
  readonly triggerRef?: TriggerRef
}

/** A layer over the page that keeps the focus until it is closed. */
export function Dialog(props: DialogLayerProps) {
  const { title, description, shape = "dialog", isOpen, onOpenChange, trigger, triggerRef, children, actions } = props
  const t = useTranslations("common")
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
      {trigger && <Base.Trigger ref={triggerRef} render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[rgb(0_0_0/45%)]" />
        <Base.Popup
          className={cx(
            "fixed z-50 flex flex-col border border-line bg-panel text-fg shadow-float outline-none",
            SHAPES[shape],
          )}
        >
          <ShortcutLayer>
            <header className="flex items-start justify-between gap-4 border-b border-line px-4 py-3">
              <div className="flex flex-col gap-1">
                <Base.Title className="text-lg font-semibold">{title}</Base.Title>
                {description && <Base.Description className="text-fg-2">{description}</Base.Description>}
              </div>
              <Base.Close render={<IconButton label={t("close")} icon={<X aria-hidden className="size-4" />} />} />
            </header>
            <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">{children}</div>
            {actions && (
              <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{actions}</footer>
            )}
          </ShortcutLayer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
