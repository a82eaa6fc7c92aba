"use client"

import { Menu as MenuIcon } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { useViewer } from "#components/identity/viewer.tsx"
import { OperationsTray } from "#components/operations/operations-tray.tsx"
import { PaletteButton } from "#components/palette/palette-button.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"

import { AccountMenu } from "./account-menu.tsx"
import { Breadcrumbs } from "./breadcrumbs.tsx"
import { WorkspaceMenu } from "./workspace-menu.tsx"

interface TopBarProps {
  readonly workspace: string | undefined
  readonly onOpenNavigation: () => void
}

/** Where one is, and what is always at hand. */
export function TopBar({ workspace, onOpenNavigation }: TopBarProps) {
  const t = useTranslations("shell")
  const { me } = useViewer()
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-panel px-4 max-md:gap-1 max-md:px-2">
      <IconButton
        label={t("openNavigation")}
        icon={<MenuIcon aria-hidden className="size-4" />}
        className="lg:hidden"
        onClick={onOpenNavigation}
      />
      <WorkspaceMenu workspaces={me.workspaces} current={workspace} />
      <Breadcrumbs workspace={workspace} />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        <PaletteButton />
        {workspace !== undefined && <OperationsTray workspace={workspace} />}
        <AccountMenu me={me} />
      </div>
    </header>
  )
}
