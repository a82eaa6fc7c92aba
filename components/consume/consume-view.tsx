"use client"

import { useTranslations } from "use-intl/react"

import { deploymentsQuery, endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Panel } from "#components/ui/panel.tsx"
import { QueryBlock } from "#components/ui/states.tsx"

import { DeploymentLimits } from "./deployment-limits.tsx"
import { KeysPanel } from "./keys-panel.tsx"
import { SnippetsPanel } from "./snippets-panel.tsx"
import { StatusTable } from "./status-table.tsx"

interface ConsumeViewProps {
  readonly workspace: string
  readonly endpoint: string
}

/** How programs call the endpoint: keys, code, what answers mean, limits. */
export function ConsumeView({ workspace, endpoint }: ConsumeViewProps) {
  const t = useTranslations("consume")
  const query = useApi(endpointQuery(workspace, endpoint))
  const deployments = useApi(deploymentsQuery(workspace, endpoint))
  return (
    <QueryBlock query={query} what={t("endpoint")}>
      {(view) => (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <SnippetsPanel endpoint={view} />
          <div className="flex min-w-0 flex-col gap-4">
            <KeysPanel workspace={workspace} endpoint={view.name} />
            <Panel title={t("limits")} description={t("limitsAbout")}>
              <QueryBlock query={deployments} what={t("deployments")} skeletonRows={2}>
                {({ items }) => <DeploymentLimits deployments={items} />}
              </QueryBlock>
            </Panel>
            <Panel title={t("statuses")} description={t("statusesAbout")}>
              <StatusTable />
            </Panel>
          </div>
        </div>
      )}
    </QueryBlock>
  )
}
