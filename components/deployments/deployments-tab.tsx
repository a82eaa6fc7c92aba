"use client"

import { useTranslations } from "use-intl/react"

import { deploymentsQuery, endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { QueryBlock } from "#components/ui/states.tsx"

import { DeletedDeployments } from "./deleted-deployments.tsx"
import { DeploymentTable } from "./deployment-table.tsx"
import { NoDeployments } from "./no-deployments.tsx"

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
  return (
    <>
      <QueryBlock
        query={deployments}
        what={t("deployments.what")}
        empty={{
          isEmpty: ({ items }) => items.length === 0,
          content: <NoDeployments workspace={workspace} endpoint={name} />,
        }}
      >
        {({ items }) => <DeploymentTable workspace={workspace} endpoint={endpoint} deployments={items} />}
      </QueryBlock>
      <DeletedDeployments workspace={workspace} endpoint={name} />
    </>
  )
}
