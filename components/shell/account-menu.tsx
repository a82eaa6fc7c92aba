"use client"

import { CircleUser, FileJson, Keyboard, LogOut, Settings } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { signOut } from "#components/auth/sign-out.ts"
import { useSaveMe } from "#components/me/use-save-me.ts"
import { runShortcut } from "#components/shortcuts/shortcut-registry.ts"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Menu, MenuChoice, MenuChoices, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx"
import type { MeView, Preferences } from "#lib/identity/contract.ts"
import { apiPaths, pagePaths } from "#lib/urls/contract.ts"

const THEMES = ["system", "light", "dark"] as const satisfies readonly Preferences["theme"][]

/** Who is signed in, their theme and preferences, and the way out. */
export function AccountMenu({ me }: { readonly me: MeView }) {
  const t = useTranslations()
  const { save, preferences } = useSaveMe()
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
        <MenuItem icon={<Keyboard aria-hidden className="size-4" />} onSelect={() => runShortcut("?")}>
          {t("shell.shortcuts")}
        </MenuItem>
        <MenuLink href={apiPaths.openapi} isDocument icon={<FileJson aria-hidden className="size-4" />}>
          {t("shell.apiDocs")}
        </MenuLink>
      </MenuGroup>
      <MenuSeparator />
      <MenuChoices
        label={t("shell.theme")}
        value={preferences.theme}
        onChoose={(theme: Preferences["theme"]) => save({ preferences: { theme } })}
      >
        {THEMES.map((theme) => (
          <MenuChoice key={theme} value={theme}>
            {t(`shell.theme_${theme}`)}
          </MenuChoice>
        ))}
      </MenuChoices>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden className="size-4" />} onSelect={() => void signOut()}>
        {t("auth.signOut")}
      </MenuItem>
    </Menu>
  )
}
