"use client"

import { useTranslations } from "use-intl/react"

import { deploymentsQuery, endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { DeploymentCard } from "#components/deployments/deployment-card.tsx"
import { FailureCard } from "#components/deployments/failure-card.tsx"
import { looksOf } from "#components/deployments/looks-of.ts"
import { NoDeployments } from "#components/deployments/no-deployments.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { EndpointBanner } from "./endpoint-banner.tsx"
import { EndpointFacts } from "./endpoint-facts.tsx"
import { QuickCurl } from "./quick-curl.tsx"
import { RecentActivity } from "./recent-activity.tsx"

interface OverviewTabProps {
  readonly workspace: string
  readonly endpoint: string
}

/** An endpoint at a glance: what is wrong first, then its deployments, how to call it, and what changed last. */
export function OverviewTab({ workspace, endpoint: name }: OverviewTabProps) {
  const t = useTranslations()
  const { data: endpoint } = useApi(endpointQuery(workspace, name))
  const deployments = useApi(deploymentsQuery(workspace, name))
  if (!endpoint) return null
  return (
    <>
      <EndpointBanner workspace={workspace} endpoint={endpoint} />
      <QueryBlock
        query={deployments}
        what={t("deployments.what")}
        empty={{
          isEmpty: ({ items }) => items.length === 0,
          content: <NoDeployments workspace={workspace} endpoint={name} />,
        }}
      >
        {({ items }) => <DeploymentCards workspace={workspace} endpoint={endpoint} deployments={items} />}
      </QueryBlock>
      <div className="grid items-start gap-6 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-6">
          <RecentActivity workspace={workspace} endpoint={name} />
          <QuickCurl workspace={workspace} endpoint={endpoint} />
        </div>
        <EndpointFacts endpoint={endpoint} />
      </div>
    </>
  )
}

interface DeploymentCardsProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
  readonly deployments: readonly OnlineDeploymentView[]
}

function DeploymentCards({ workspace, endpoint, deployments }: DeploymentCardsProps) {
  const t = useTranslations("overview")
  const lookOf = looksOf(endpoint)
  return (
    <>
      {deployments.map((deployment) => (
        <FailureCard key={deployment.id} workspace={workspace} deployment={deployment} />
      ))}
      <section aria-label={t("deployments")} className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">{t("deployments")}</h2>
        <div className="grid gap-4 [grid-template-columns:repeat(auto-fill,minmax(min(22rem,100%),1fr))]">
          {deployments.map((deployment) => (
            <DeploymentCard
              key={deployment.id}
              workspace={workspace}
              deployment={deployment}
              look={lookOf(deployment.name)}
              percent={endpoint.traffic[deployment.name] ?? 0}
            />
          ))}
        </div>
      </section>
    </>
  )
}
