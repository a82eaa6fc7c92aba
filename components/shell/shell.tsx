"use client"

import { useParams } from "next/navigation"
import type { ReactNode } from "react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { LiveChanges } from "#components/data/live-changes.tsx"
import { ViewerProvider } from "#components/identity/viewer.tsx"
import type { RoleActions } from "#components/identity/viewer.tsx"
import { OperationNews } from "#components/operations/operation-news.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import type { MeView } from "#lib/identity/contract.ts"

import { ConnectionBanner } from "./connection-banner.tsx"
import { GlobalShortcuts } from "./global-shortcuts.tsx"
import { Sidebar } from "./sidebar.tsx"
import { SkipLink } from "./skip-link.tsx"
import { TopBar } from "./top-bar.tsx"
import { useSidebar } from "./use-sidebar.ts"

interface ShellProps {
  readonly me: MeView
  readonly roleActions: RoleActions
  readonly isSidebarCollapsed: boolean
  readonly children: ReactNode
}

/** Sidebar, top bar and what every page has: the change stream of its workspace, its operations, its keys. */
export function Shell({ me, roleActions, isSidebarCollapsed, children }: ShellProps) {
  const t = useTranslations("shell")
  const { workspace: named } = useParams<{ workspace?: string }>()
  const workspace = named === undefined ? me.workspaces[0]?.name : decodeURIComponent(named)
  const [isCollapsed, toggleSidebar] = useSidebar(isSidebarCollapsed)
  const [isNavigationOpen, setNavigationOpen] = useState(false)
  return (
    <ViewerProvider me={me} roleActions={roleActions} workspace={workspace}>
      <div className="flex min-h-dvh">
        <SkipLink />
        <div
          className={`sticky top-0 h-dvh shrink-0 border-r border-line bg-panel max-lg:hidden ${isCollapsed ? "w-14" : "w-60"}`}
        >
          <Sidebar workspace={workspace} isCollapsed={isCollapsed} onToggle={toggleSidebar} />
        </div>
        <Dialog title={t("navigation")} shape="drawer" isOpen={isNavigationOpen} onOpenChange={setNavigationOpen}>
          <Sidebar workspace={workspace} onNavigate={() => setNavigationOpen(false)} />
        </Dialog>
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar workspace={workspace} onOpenNavigation={() => setNavigationOpen(true)} />
          <ConnectionBanner />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto flex w-full max-w-[105rem] flex-1 flex-col gap-6 p-6 outline-none max-md:p-4 max-[480px]:p-3"
          >
            {children}
          </main>
        </div>
      </div>
      <GlobalShortcuts workspace={workspace} onToggleSidebar={toggleSidebar} />
      {workspace !== undefined && (
        <>
          <LiveChanges workspace={workspace} />
          <OperationNews workspace={workspace} />
        </>
      )}
    </ViewerProvider>
  )
}
