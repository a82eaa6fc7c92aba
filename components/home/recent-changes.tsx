"use client"

import { useTranslations } from "use-intl/react"

import { ChangeLines } from "#components/activity/change-lines.tsx"
import { activityQuery } from "#components/data/activity-queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { RECENT_CHANGES } from "./home-queries.ts"

/** The last changes of the workspace: what, who, when. */
export function RecentChanges({ workspace }: { readonly workspace: string }) {
  const t = useTranslations()
  const query = useApi(activityQuery(workspace, {}, RECENT_CHANGES))
  return (
    <Panel
      title={t("home.recent")}
      actions={
        <ButtonLink size="sm" href={pagePaths.activity(workspace)}>
          {t("home.allActivity")}
        </ButtonLink>
      }
    >
      <QueryBlock
        query={query}
        what={t("activity.what")}
        skeletonRows={RECENT_CHANGES}
        empty={{
          isEmpty: ({ items }) => items.length === 0,
          content: <p className="text-fg-2">{t("activity.emptyHint")}</p>,
        }}
      >
        {({ items }) => <ChangeLines workspace={workspace} changes={items} />}
      </QueryBlock>
    </Panel>
  )
}
