"use client"

import { LoaderCircle } from "lucide-react"
import Link from "next/link"
import type { ComponentProps, ReactNode } from "react"

import { cx } from "./cx.ts"

const VARIANTS = {
  primary: "border-transparent bg-accent text-on-accent hover:brightness-110 disabled:bg-mute-soft disabled:text-fg-2",
  secondary: "border-line-strong bg-panel text-fg hover:bg-panel-2 disabled:text-fg-2 disabled:border-line",
  ghost: "border-transparent bg-transparent text-fg hover:bg-panel-2 disabled:text-fg-2",
  danger: "border-bad bg-panel text-bad hover:bg-bad-soft disabled:text-fg-2 disabled:border-line",
} as const

const SIZES = {
  sm: "min-h-7 gap-1.5 px-2 text-sm",
  md: "min-h-8 gap-2 px-3 text-base",
} as const

export interface ButtonLook {
  readonly variant?: keyof typeof VARIANTS
  readonly size?: keyof typeof SIZES
}

/** The classes of a button, for what looks like one and is something else. */
export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook = {}): string {
  return cx(
    "touch-target inline-flex items-center justify-center rounded-md border font-medium select-none",
    VARIANTS[variant],
    SIZES[size],
  )
}

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  readonly icon?: ReactNode
  /** Shows that its act is under way; it cannot be pressed again meanwhile. */
  readonly isPending?: boolean
}

/** Does something. What leads somewhere is a `ButtonLink`. */
export function Button({
  variant,
  size,
  icon,
  isPending = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={cx(buttonClass(look(variant, size)), className)}
      aria-busy={isPending || undefined}
      disabled={disabled === true || isPending}
      {...rest}
    >
      {isPending ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </button>
  )
}

interface ButtonLinkProps extends ComponentProps<typeof Link>, ButtonLook {
  readonly icon?: ReactNode
}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={cx(buttonClass(look(variant, size)), "no-underline", className)} {...rest}>
      {icon}
      {children}
    </Link>
  )
}

function look(variant: ButtonLook["variant"], size: ButtonLook["size"]): ButtonLook {
  return { ...(variant ? { variant } : {}), ...(size ? { size } : {}) }
}
