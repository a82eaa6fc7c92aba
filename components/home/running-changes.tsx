"use client"

import { useTranslations } from "use-intl/react"

import { ChangeLines } from "#components/activity/change-lines.tsx"
import { useApi } from "#components/data/use-api.ts"
import { Panel } from "#components/ui/panel.tsx"

import { runningQuery } from "./home-queries.ts"

/** What is under way now. Nothing if there is nothing; what cannot be read is told by the recent changes. */
export function RunningChanges({ workspace }: { readonly workspace: string }) {
  const t = useTranslations("home")
  const { data } = useApi(runningQuery(workspace))
  if (!data || data.items.length === 0) return null
  return (
    <Panel title={t("running", { count: data.items.length })}>
      <ChangeLines workspace={workspace} changes={data.items} />
    </Panel>
  )
}
