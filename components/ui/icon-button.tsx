"use client"

import type { ComponentProps, ReactNode } from "react"

import { cx } from "./cx.ts"
import { Tooltip } from "./tooltip.tsx"

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  /** What it does: its name and its tooltip. */
  readonly label: string
  readonly icon: ReactNode
}

/** A button with an icon alone. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        className={cx(
          "touch-target inline-flex size-8 shrink-0 items-center justify-center rounded-md text-fg-2 hover:bg-panel-2 hover:text-fg disabled:opacity-50",
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
