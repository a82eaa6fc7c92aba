"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { deploymentQuery, endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Callout } from "#components/ui/callout.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { DefinitionPanel } from "./definition-panel.tsx"
import { DeploymentHeading } from "./deployment-heading.tsx"
import { DeploymentLog } from "./deployment-log.tsx"
import { FailureCard } from "./failure-card.tsx"
import { InstancesPanel } from "./instances-panel.tsx"
import { RevisionsPanel } from "./revisions-panel.tsx"
import { SettingsPanel } from "./settings-panel.tsx"

interface DeploymentViewProps {
  readonly workspace: string
  readonly endpoint: string
  readonly deployment: string
}

/** One deployment from its cause of failure, if it has one, to the file that makes it. */
export function DeploymentView({ workspace, endpoint: endpointName, deployment: name }: DeploymentViewProps) {
  const t = useTranslations("deployments")
  const router = useRouter()
  const query = useApi(deploymentQuery(workspace, endpointName, name))
  const { data: endpoint } = useApi(endpointQuery(workspace, endpointName))
  if (!endpoint) return null
  return (
    <QueryBlock query={query} what={t("whatOne")} skeletonRows={8}>
      {(deployment) => (
        <>
          <DeploymentHeading
            workspace={workspace}
            endpoint={endpoint}
            deployment={deployment}
            onDeleted={() => router.push(pagePaths.endpointTab(workspace, endpointName, "deployments"))}
          />
          <FailureCard workspace={workspace} deployment={deployment} />
          <Notes deployment={deployment} />
          <div className="grid items-start gap-6 xl:grid-cols-[3fr_2fr]">
            <div className="flex min-w-0 flex-col gap-6">
              <InstancesPanel workspace={workspace} deployment={deployment} />
              <DeploymentLog workspace={workspace} deployment={deployment} />
            </div>
            <div className="flex min-w-0 flex-col gap-6">
              <SettingsPanel deployment={deployment} />
              <RevisionsPanel workspace={workspace} deployment={deployment} />
              <DefinitionPanel deployment={deployment} />
            </div>
          </div>
        </>
      )}
    </QueryBlock>
  )
}

/** What Caudal did not do as the file asks, and what the machine could not give. */
function Notes({ deployment: { warnings, conditions } }: { readonly deployment: OnlineDeploymentView }) {
  const t = useTranslations("deployments.page")
  const notes = [
    { title: t("conditions", { count: conditions.length }), lines: conditions.map(({ message }) => message) },
    { title: t("warnings", { count: warnings.length }), lines: warnings },
  ]
  return notes.map(({ title, lines }, index) =>
    lines.length === 0 ? null : (
      <Callout key={title} tone={index === 0 ? "warn" : "info"} title={title}>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Callout>
    ),
  )
}
