"use client"

import { useParams } from "next/navigation"
import type { ReactNode } from "react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { LiveChanges } from "#components/data/live-changes.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import type { MeView } from "#lib/identity/contract.ts"

import { ConnectionBanner } from "./connection-banner.tsx"
import { Sidebar } from "./sidebar.tsx"
import { TopBar } from "./top-bar.tsx"

/** Sidebar, top bar and what every page has: the change stream of its workspace and the state of the connection. */
export function Shell({ me, children }: { readonly me: MeView; readonly children: ReactNode }) {
  const t = useTranslations("shell")
  const { workspace: named } = useParams<{ workspace?: string }>()
  const workspace = named === undefined ? me.workspaces[0]?.name : decodeURIComponent(named)
  const [isNavigationOpen, setNavigationOpen] = useState(false)
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-panel px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <div className="sticky top-0 h-dvh w-60 shrink-0 border-r border-line bg-panel max-lg:hidden">
        <Sidebar workspace={workspace} />
      </div>
      <Dialog title={t("navigation")} shape="drawer" isOpen={isNavigationOpen} onOpenChange={setNavigationOpen}>
        <Sidebar workspace={workspace} onNavigate={() => setNavigationOpen(false)} />
      </Dialog>
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar me={me} workspace={workspace} onOpenNavigation={() => setNavigationOpen(true)} />
        <ConnectionBanner />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto flex w-full max-w-[105rem] flex-1 flex-col gap-6 p-6 outline-none max-md:p-4 max-[480px]:p-3"
        >
          {children}
        </main>
      </div>
      {workspace !== undefined && <LiveChanges workspace={workspace} />}
    </div>
  )
}
