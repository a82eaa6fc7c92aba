"use client"

import { CircleUser, FileJson, LogOut, Settings } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { signOut } from "#components/auth/sign-out.ts"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Menu, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx"
import type { MeView } from "#lib/identity/contract.ts"
import { apiPaths, pagePaths } from "#lib/urls/contract.ts"

/** Who is signed in, their preferences and the way out. */
export function AccountMenu({ me }: { readonly me: MeView }) {
  const t = useTranslations()
  const name = me.user.name || me.user.email
  const trigger = (
    <IconButton label={t("shell.account", { name })} icon={<CircleUser aria-hidden className="size-5" />} />
  )
  return (
    <Menu trigger={trigger}>
      <MenuGroup label={me.user.email}>
        <MenuLink href={pagePaths.me} icon={<Settings aria-hidden className="size-4" />}>
          {t("shell.settings")}
        </MenuLink>
        <MenuLink href={apiPaths.openapi} icon={<FileJson aria-hidden className="size-4" />}>
          {t("shell.apiDocs")}
        </MenuLink>
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden className="size-4" />} onSelect={() => void signOut()}>
        {t("auth.signOut")}
      </MenuItem>
    </Menu>
  )
}
