"use client"

import { useTranslations } from "use-intl/react"

import { revisionsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Panel } from "#components/ui/panel.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { RevisionItem } from "./revision-item.tsx"

interface RevisionsPanelProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
}

/** What a deployment was wanted to be, newest first, and the way back to each. */
export function RevisionsPanel({ workspace, deployment }: RevisionsPanelProps) {
  const t = useTranslations("deployments.revisions")
  const query = useApi(revisionsQuery(workspace, deployment.endpoint_name, deployment.name))
  return (
    <Panel title={t("title")}>
      <QueryBlock query={query} what={t("what")}>
        {({ items }) => (
          <ol className="flex flex-col divide-y divide-line">
            {items.map((revision) => (
              <RevisionItem
                key={revision.generation}
                workspace={workspace}
                deployment={deployment}
                revision={revision}
              />
            ))}
          </ol>
        )}
      </QueryBlock>
    </Panel>
  )
}
