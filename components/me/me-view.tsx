"use client"

import { useTranslations } from "use-intl/react"

import { PageHeader } from "#components/ui/page-header.tsx"

import { AppearancePanel } from "./appearance-panel.tsx"
import { ProfilePanel } from "./profile-panel.tsx"
import { SessionsPanel } from "./sessions-panel.tsx"
import { TokensPanel } from "./tokens-panel.tsx"
import { useSaveMe } from "./use-save-me.ts"
import { WorkingPanel } from "./working-panel.tsx"

/** One's own account: name, how the studio looks and works, where one is signed in, tokens. */
export function MeView() {
  const t = useTranslations()
  const me = useSaveMe()
  return (
    <>
      <PageHeader title={t("titles.me")} description={t("me.about")} />
      <div className="grid max-w-6xl grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <ProfilePanel me={me} />
          <AppearancePanel me={me} />
          <WorkingPanel me={me} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <SessionsPanel />
          <TokensPanel />
        </div>
      </div>
    </>
  )
}
