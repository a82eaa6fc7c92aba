"use client"

import { Menu as MenuIcon } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { IconButton } from "#components/ui/icon-button.tsx"
import type { MeView } from "#lib/identity/contract.ts"

import { AccountMenu } from "./account-menu.tsx"
import { Breadcrumbs } from "./breadcrumbs.tsx"
import { WorkspaceMenu } from "./workspace-menu.tsx"

interface TopBarProps {
  readonly me: MeView
  readonly workspace: string | undefined
  readonly onOpenNavigation: () => void
}

/** Where one is, and what is always at hand. */
export function TopBar({ me, workspace, onOpenNavigation }: TopBarProps) {
  const t = useTranslations("shell")
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-panel px-4 max-md:px-2">
      <IconButton
        label={t("openNavigation")}
        icon={<MenuIcon aria-hidden className="size-4" />}
        className="lg:hidden"
        onClick={onOpenNavigation}
      />
      <WorkspaceMenu workspaces={me.workspaces} current={workspace} />
      <Breadcrumbs workspace={workspace} />
      <div className="ml-auto flex items-center gap-1">
        <AccountMenu me={me} />
      </div>
    </header>
  )
}
