"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { deploymentsQuery, endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { EmptyState, QueryBlock } from "#components/ui/states.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { DeletedDeployments } from "./deleted-deployments.tsx"
import { DeploymentTable } from "./deployment-table.tsx"

interface DeploymentsTabProps {
  readonly workspace: string
  readonly endpoint: string
}

/** The deployments of an endpoint and what can be done to them; below, those that can be restored. */
export function DeploymentsTab({ workspace, endpoint: name }: DeploymentsTabProps) {
  const t = useTranslations()
  const { data: endpoint } = useApi(endpointQuery(workspace, name))
  const deployments = useApi(deploymentsQuery(workspace, name))
  if (!endpoint) return null
  const empty = (
    <EmptyState
      title={t("overview.emptyTitle")}
      actions={
        <ButtonLink
          variant="primary"
          href={pagePaths.newDeployment(workspace, name)}
          icon={<Plus aria-hidden className="size-4" />}
        >
          {t("endpoint.addDeployment")}
        </ButtonLink>
      }
    >
      {t("overview.emptyHint")}
    </EmptyState>
  )
  return (
    <>
      <QueryBlock
        query={deployments}
        what={t("deployments.what")}
        empty={{ isEmpty: ({ items }) => items.length === 0, content: empty }}
      >
        {({ items }) => <DeploymentTable workspace={workspace} endpoint={endpoint} deployments={items} />}
      </QueryBlock>
      <DeletedDeployments workspace={workspace} endpoint={name} />
    </>
  )
}
