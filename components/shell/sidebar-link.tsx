"use client"

import type { LucideIcon } from "lucide-react"
import Link from "next/link"
import type { ComponentProps } from "react"

import { cx } from "#components/ui/cx.ts"
import { Tooltip } from "#components/ui/tooltip.tsx"

interface SidebarLinkProps {
  readonly href: ComponentProps<typeof Link>["href"]
  readonly label: string
  readonly icon: LucideIcon
  readonly isCurrent: boolean
  /** Shows the icon alone; its name is in the tooltip. */
  readonly isCollapsed: boolean
  readonly onNavigate?: (() => void) | undefined
}

/** One page of the sidebar. */
export function SidebarLink({ href, label, icon: Icon, isCurrent, isCollapsed, onNavigate }: SidebarLinkProps) {
  const link = (
    <Link
      href={href}
      onClick={() => onNavigate?.()}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={isCollapsed ? label : undefined}
      className={cx(
        "touch-target flex min-h-8 items-center gap-2 rounded-md px-2",
        isCollapsed && "justify-center",
        isCurrent ? "bg-accent-soft font-medium text-accent" : "hover:bg-panel-2",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {!isCollapsed && label}
    </Link>
  )
  return isCollapsed ? (
    <Tooltip text={label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}
