"use client"

import Link from "next/link"
import { useMemo } from "react"
import { useTranslations } from "use-intl/react"

import { Table } from "#components/ui/table.tsx"
import type { Column } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { AssetName } from "./asset-name.tsx"
import { DeploymentActions } from "./deployment-actions.tsx"
import { DeploymentMark } from "./deployment-mark.tsx"
import { DeploymentStatus } from "./deployment-status.tsx"
import { looksOf } from "./looks-of.ts"

interface DeploymentTableProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
  readonly deployments: readonly OnlineDeploymentView[]
}

/** Every deployment of an endpoint, failed ones and those without traffic included. */
export function DeploymentTable({ workspace, endpoint, deployments }: DeploymentTableProps) {
  const t = useTranslations("deployments")
  const columns = useColumns(workspace, endpoint)
  return (
    <Table
      caption={t("caption", { endpoint: endpoint.name })}
      columns={columns}
      rows={deployments}
      rowKey={({ id }) => id}
    />
  )
}

function useColumns(workspace: string, endpoint: OnlineEndpointView): ReadonlyArray<Column<OnlineDeploymentView>> {
  const t = useTranslations()
  return useMemo(() => {
    const lookOf = looksOf(endpoint)
    return [
      {
        id: "name",
        header: t("deployments.name"),
        isTitle: true,
        cell: ({ name }) => (
          <span className="flex items-center gap-2 font-medium">
            <DeploymentMark look={lookOf(name)} />
            <Link
              className="inline-flex min-h-6 items-center hover:underline"
              href={pagePaths.deployment(workspace, endpoint.name, name)}
            >
              {name}
            </Link>
          </span>
        ),
      },
      {
        id: "state",
        header: t("deployments.state"),
        isTitle: true,
        cell: (deployment) => <DeploymentStatus deployment={deployment} />,
      },
      {
        id: "traffic",
        header: t("deployments.traffic"),
        isNumber: true,
        cell: ({ name }) => t("common.percent", { value: endpoint.traffic[name] ?? 0 }),
      },
      {
        id: "instances",
        header: t("deployments.instances"),
        cell: ({ instances, instance_count: wanted }) =>
          t("deployments.ready", { ready: instances.filter(({ phase }) => phase === "Ready").length, wanted }),
      },
      {
        id: "model",
        header: t("deployments.model"),
        from: "md",
        cell: ({ model }) => (model === null ? t("common.none") : <AssetName reference={model} />),
      },
      {
        id: "type",
        header: t("deployments.instanceType"),
        from: "xl",
        cell: ({ instance_type: type }) => type,
      },
      {
        id: "revision",
        header: t("deployments.revision"),
        from: "xl",
        isNumber: true,
        cell: ({ generation }) => generation,
      },
      {
        id: "changed",
        header: t("deployments.changed"),
        from: "lg",
        cell: ({ updated_at: at }) => <Time at={at} isRelative />,
      },
      {
        id: "actions",
        header: <span className="sr-only">{t("deployments.actions")}</span>,
        isTitle: true,
        cell: (deployment) => (
          <div className="flex sm:justify-end">
            <DeploymentActions workspace={workspace} deployment={deployment} traffic={endpoint.traffic} />
          </div>
        ),
      },
    ]
  }, [t, workspace, endpoint])
}
