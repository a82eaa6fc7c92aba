"use client"

import { useTranslations } from "use-intl/react"

import {
  deploymentsQuery,
  endpointQuery,
  operationsQuery,
  requestCountsQuery,
  trafficQuery,
  trafficRevisionsQuery,
} from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { GatedLink } from "#components/identity/gated-link.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { EmptyState, QueryBlock } from "#components/ui/states.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { describeDeployments } from "./traffic-deployment.ts"
import { TrafficTab } from "./traffic-tab.tsx"

interface TrafficViewProps {
  readonly workspace: string
  readonly endpoint: string
}

/** The Traffic tab: loads what it works on. Counts and models may be missing; endpoint, split and history may not. */
export function TrafficView({ workspace, endpoint: name }: TrafficViewProps) {
  const t = useTranslations("traffic")
  const endpoint = useApi(endpointQuery(workspace, name))
  const traffic = useApi(trafficQuery(workspace, name))
  const revisions = useApi(trafficRevisionsQuery(workspace, name))
  const deployments = useApi(deploymentsQuery(workspace, name))
  const counts = useApi(requestCountsQuery(workspace, name))
  const permission = usePermission("deployments/write")
  const operations = useApi(operationsQuery(workspace))
  const isOwn = (target: string) => target.toLowerCase() === name.toLowerCase()
  return (
    <QueryBlock query={traffic} what={t("what")}>
      {(split) => (
        <QueryBlock query={revisions} what={t("whatHistory")}>
          {({ items }) => (
            <QueryBlock
              query={endpoint}
              what={t("what")}
              empty={{
                isEmpty: (view) => view.deployments.length === 0,
                content: (
                  <EmptyState
                    title={t("emptyTitle")}
                    actions={
                      <GatedLink
                        permission={permission}
                        href={pagePaths.newDeployment(workspace, name)}
                        variant="primary"
                      >
                        {t("emptyAction")}
                      </GatedLink>
                    }
                  >
                    {t("emptyHint")}
                  </EmptyState>
                ),
              }}
            >
              {(view) => (
                <TrafficTab
                  data={{
                    workspace,
                    endpoint: view.name,
                    traffic: split,
                    revisions: items,
                    operation:
                      operations.data?.items.find(
                        ({ kind, target }) => kind === "traffic.update" && isOwn(target.name),
                      ) ?? null,
                    deployments: describeDeployments({
                      endpoint: view,
                      traffic: split,
                      deployments: deployments.data?.items,
                      counts: counts.data?.items,
                    }),
                  }}
                />
              )}
            </QueryBlock>
          )}
        </QueryBlock>
      )}
    </QueryBlock>
  )
}
