"use client"

import { useTranslations } from "use-intl/react"

import { instancesQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Panel } from "#components/ui/panel.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import type { InstanceHistoryView, OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { InstanceCard } from "./instance-card.tsx"

interface InstancesPanelProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
}

/** The instances of a deployment; those that have ended stay to be looked at below. */
export function InstancesPanel({ workspace, deployment }: InstancesPanelProps) {
  const t = useTranslations("deployments.instance")
  const query = useApi(instancesQuery(workspace, deployment.endpoint_name, deployment.name))
  const isBuilding = deployment.provisioning_state === "Creating" || deployment.provisioning_state === "Updating"
  return (
    <Panel title={t("title")}>
      <QueryBlock
        query={query}
        what={t("what")}
        empty={{
          isEmpty: ({ items }) => items.length === 0,
          content: <p className="text-fg-2">{t(isBuilding ? "building" : "none")}</p>,
        }}
      >
        {({ items }) => <InstanceCards workspace={workspace} deployment={deployment} instances={items} />}
      </QueryBlock>
    </Panel>
  )
}

function InstanceCards({
  instances,
  ...rest
}: InstancesPanelProps & { readonly instances: readonly InstanceHistoryView[] }) {
  const t = useTranslations("deployments.instance")
  const earlierMs = instances.flatMap(({ phases_ms: { start } }) => (start === undefined ? [] : [start]))
  const live = instances.filter(({ phase }) => phase !== "Stopped")
  const ended = instances.filter(({ phase }) => phase === "Stopped")
  const draw = (instance: InstanceHistoryView) => (
    <InstanceCard key={instance.id} {...rest} instance={instance} earlierMs={earlierMs} />
  )
  return (
    <div className="flex flex-col gap-3">
      {live.map(draw)}
      {live.length === 0 && ended.slice(0, 1).map(draw)}
      <EndedInstances label={(count) => t("earlier", { count })}>
        {(live.length === 0 ? ended.slice(1) : ended).map(draw)}
      </EndedInstances>
    </div>
  )
}

interface EndedInstancesProps {
  readonly label: (count: number) => string
  readonly children: readonly React.ReactNode[]
}

function EndedInstances({ label, children }: EndedInstancesProps) {
  if (children.length === 0) return null
  return (
    <details>
      <summary className="inline-flex min-h-6 items-center text-accent underline">{label(children.length)}</summary>
      <div className="mt-3 flex flex-col gap-3">{children}</div>
    </details>
  )
}
