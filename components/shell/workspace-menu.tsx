"use client"

import { Check, ChevronsUpDown } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Menu, MenuLink } from "#components/ui/menu.tsx"
import type { WorkspaceView } from "#lib/identity/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

interface WorkspaceMenuProps {
  readonly workspaces: readonly WorkspaceView[]
  readonly current: string | undefined
}

/** The workspaces that the person may enter. */
export function WorkspaceMenu({ workspaces, current }: WorkspaceMenuProps) {
  const t = useTranslations("shell")
  if (current === undefined) return null
  const trigger = (
    <Button
      variant="ghost"
      size="sm"
      aria-label={t("switchWorkspace", { name: current })}
      icon={<ChevronsUpDown aria-hidden className="order-last size-3.5 text-fg-2" />}
    >
      <span className="max-w-32 truncate">{current}</span>
    </Button>
  )
  return (
    <Menu trigger={trigger} align="start">
      {workspaces.map(({ id, name, role }) => (
        <MenuLink
          key={id}
          href={pagePaths.home(name)}
          isCurrent={name === current}
          icon={<Check aria-hidden className={name === current ? "size-4" : "size-4 opacity-0"} />}
        >
          <span className="flex-1">{name}</span>
          <span className="text-sm text-fg-2">{t("role", { role })}</span>
        </MenuLink>
      ))}
    </Menu>
  )
}
