"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { endpointsQuery } from "#components/data/queries.ts"
import { useAllRows } from "#components/data/use-all-rows.ts"
import { DraftList } from "#components/drafts/draft-list.tsx"
import { GatedLink } from "#components/identity/gated-link.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { AttentionList } from "./attention-list.tsx"
import { FirstSteps } from "./first-steps.tsx"
import { HealthGlance } from "./health-glance.tsx"
import { RecentChanges } from "./recent-changes.tsx"
import { RunningChanges } from "./running-changes.tsx"

/** Is anything wrong, what changed, what does one go on with. */
export function HomeView({ workspace }: { readonly workspace: string }) {
  const t = useTranslations()
  const endpoints = useAllRows(endpointsQuery(workspace))
  const permission = usePermission("endpoints/write")
  return (
    <>
      <PageHeader
        title={t("titles.home")}
        actions={
          <GatedLink
            permission={permission}
            href={pagePaths.newEndpoint(workspace)}
            icon={<Plus aria-hidden className="size-4" />}
          >
            {t("titles.newEndpoint")}
          </GatedLink>
        }
      />
      <QueryBlock query={endpoints} what={t("endpoints.what")} skeletonRows={6}>
        {({ items, isPartial }) => (
          <>
            {!isPartial && <FirstSteps workspace={workspace} endpoints={items} />}
            {items.length > 0 && (
              <div className="grid gap-6 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
                <AttentionList workspace={workspace} endpoints={items} />
                <HealthGlance workspace={workspace} endpoints={items} />
              </div>
            )}
          </>
        )}
      </QueryBlock>
      <DraftList workspace={workspace} />
      <RunningChanges workspace={workspace} />
      <RecentChanges workspace={workspace} />
    </>
  )
}
