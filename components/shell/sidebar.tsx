"use client"

import { History, House, PanelLeftClose, PanelLeftOpen, Waypoints } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { cx } from "#components/ui/cx.ts"
import { IconButton } from "#components/ui/icon-button.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { Logo } from "./logo.tsx"
import { SidebarLink } from "./sidebar-link.tsx"

interface SidebarProps {
  readonly workspace: string | undefined
  /** Shows icons alone. */
  readonly isCollapsed?: boolean
  /** Makes it narrow or wide; without it that cannot be chosen. */
  readonly onToggle?: () => void
  /** Called when somebody goes to a page, so that a layer over the page can close. */
  readonly onNavigate?: () => void
}

/** The way to every page of a workspace. */
export function Sidebar({ workspace, isCollapsed = false, onToggle, onNavigate }: SidebarProps) {
  const t = useTranslations()
  const pathname = usePathname()
  const isAt = (href: string) => pathname === href || pathname.startsWith(`${href}/`)
  const ToggleIcon = isCollapsed ? PanelLeftOpen : PanelLeftClose
  return (
    <nav
      aria-label={t("shell.navigation")}
      className={cx("flex h-full flex-col gap-4 overflow-y-auto", isCollapsed ? "px-2 py-3" : "p-3")}
    >
      <Link
        href={pagePaths.start}
        className={cx("flex h-8 items-center gap-2 px-2 font-semibold", isCollapsed && "justify-center")}
        onClick={() => onNavigate?.()}
      >
        <Logo />
        <span className={cx(isCollapsed && "sr-only")}>{t("common.product")}</span>
      </Link>
      {groupsOf(workspace).map(({ label, items }) => (
        <div key={label ?? "start"} className="flex flex-col gap-1">
          {label !== null && (
            <p className={cx("px-2 text-sm text-fg-2", isCollapsed && "sr-only")}>{t(`shell.${label}`)}</p>
          )}
          <ul className="flex flex-col gap-0.5">
            {items.map(({ name, href, icon, isExact }) => (
              <li key={name}>
                <SidebarLink
                  href={href}
                  icon={icon}
                  label={t(`shell.${name}`)}
                  isCurrent={isExact ? pathname === href : isAt(href)}
                  isCollapsed={isCollapsed}
                  onNavigate={onNavigate}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {onToggle && (
        <IconButton
          className={cx("mt-auto", isCollapsed ? "self-center" : "self-end")}
          label={t(isCollapsed ? "shell.expand" : "shell.collapse")}
          aria-keyshortcuts="["
          icon={<ToggleIcon aria-hidden className="size-4" />}
          onClick={onToggle}
        />
      )}
    </nav>
  )
}

function groupsOf(workspace: string | undefined) {
  if (workspace === undefined) return []
  return [
    { label: null, items: [{ name: "home", href: pagePaths.home(workspace), icon: House, isExact: true }] },
    {
      label: "serve",
      items: [{ name: "endpoints", href: pagePaths.endpoints(workspace), icon: Waypoints, isExact: false }],
    },
    {
      label: "observe",
      items: [{ name: "activity", href: pagePaths.activity(workspace), icon: History, isExact: false }],
    },
  ] as const
}
