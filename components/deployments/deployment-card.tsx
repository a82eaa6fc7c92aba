"use client"

import Link from "next/link"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { Facts } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { AssetName } from "./asset-name.tsx"
import type { DeploymentLook } from "./deployment-look.ts"
import { DeploymentMark } from "./deployment-mark.tsx"
import { DeploymentStatus } from "./deployment-status.tsx"

interface DeploymentCardProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
  readonly look: DeploymentLook
  /** Its share of the live requests. */
  readonly percent: number
}

/** One deployment at a glance: its state, its share, and what it is made of. */
export function DeploymentCard({ workspace, deployment, look, percent }: DeploymentCardProps) {
  const t = useTranslations()
  const { name, endpoint_name: endpoint, instances } = deployment
  const ready = instances.filter(({ phase }) => phase === "Ready").length
  const facts: ReadonlyArray<readonly [string, ReactNode]> = [
    [
      t("overview.model"),
      deployment.model === null ? t("overview.noModel") : <AssetName key="model" reference={deployment.model} />,
    ],
    [t("overview.environment"), <AssetName key="environment" reference={deployment.environment} />],
    [
      t("overview.instances"),
      t("overview.instancesValue", { ready, wanted: deployment.instance_count, type: deployment.instance_type }),
    ],
    [t("overview.revision"), <Revision key="revision" deployment={deployment} />],
    [t("overview.changed"), <Time key="changed" at={deployment.updated_at} isRelative />],
  ]
  return (
    <article className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-panel p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="flex min-w-0 items-center gap-2 font-semibold">
          <DeploymentMark look={look} />
          <Link className="min-h-6 hover:underline" href={pagePaths.deployment(workspace, endpoint, name)}>
            {name}
          </Link>
        </h3>
        <DeploymentStatus deployment={deployment} />
      </div>
      <p className="flex items-baseline gap-2">
        <span className="text-xl font-semibold">{t("common.percent", { value: percent })}</span>
        <span className="text-fg-2">{t("overview.share")}</span>
      </p>
      <Facts facts={facts} />
    </article>
  )
}

function Revision({ deployment }: { readonly deployment: OnlineDeploymentView }) {
  const t = useTranslations("overview")
  const { generation, serving_generation: serving, failed_generation: failed } = deployment
  return serving !== null && failed === generation ? t("generations", { failed, serving }) : generation
}
