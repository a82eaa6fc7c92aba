"use client"

import { History, House, Waypoints } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { cx } from "#components/ui/cx.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { Logo } from "./logo.tsx"

interface SidebarProps {
  readonly workspace: string | undefined
  /** Called when somebody goes to a page, so that a layer over the page can close. */
  readonly onNavigate?: (() => void) | undefined
}

/** The way to every page of a workspace. */
export function Sidebar({ workspace, onNavigate }: SidebarProps) {
  const t = useTranslations("shell")
  const pathname = usePathname()
  const groups =
    workspace === undefined
      ? []
      : [
          { label: null, items: [{ href: pagePaths.home(workspace), label: t("home"), icon: House, isExact: true }] },
          {
            label: t("serve"),
            items: [{ href: pagePaths.endpoints(workspace), label: t("endpoints"), icon: Waypoints, isExact: false }],
          },
          {
            label: t("observe"),
            items: [{ href: pagePaths.activity(workspace), label: t("activity"), icon: History, isExact: false }],
          },
        ]
  return (
    <nav aria-label={t("navigation")} className="flex h-full flex-col gap-4 overflow-y-auto p-3">
      <Link
        href={pagePaths.start}
        className="flex h-8 items-center gap-2 px-2 font-semibold"
        onClick={() => onNavigate?.()}
      >
        <Logo />
        <span>Caudal</span>
      </Link>
      {groups.map(({ label, items }) => (
        <div key={label ?? "start"} className="flex flex-col gap-1">
          {label !== null && <p className="px-2 text-sm text-fg-2">{label}</p>}
          <ul className="flex flex-col gap-0.5">
            {items.map(({ href, label: name, icon: Icon, isExact }) => {
              const isCurrent = isExact ? pathname === href : pathname === href || pathname.startsWith(`${href}/`)
              return (
                <li key={href}>
                  <Link
                    href={href}
                    onClick={() => onNavigate?.()}
                    aria-current={isCurrent ? "page" : undefined}
                    className={cx(
                      "touch-target flex min-h-8 items-center gap-2 rounded-md px-2",
                      isCurrent ? "bg-accent-soft font-medium text-accent" : "hover:bg-panel-2",
                    )}
                  >
                    <Icon aria-hidden className="size-4 shrink-0" />
                    {name}
                  </Link>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}
