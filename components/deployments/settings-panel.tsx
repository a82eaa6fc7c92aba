"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { TagList } from "#components/endpoints/tag-list.tsx"
import { Facts, Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import { startBudgetSeconds } from "#lib/deployments/contract.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { AssetName } from "./asset-name.tsx"
import { VariableTable } from "./variable-table.tsx"

/** Everything that is set for a deployment, defaults included: what it runs with, not what its file happens to say. */
export function SettingsPanel({ deployment }: { readonly deployment: OnlineDeploymentView }) {
  const t = useTranslations("deployments")
  return (
    <>
      <Panel title={t("settings.title")}>
        <Facts facts={useSettings(deployment)} />
      </Panel>
      <Panel title={t("variables.title")}>
        <VariableTable variables={deployment.environment_variables} />
      </Panel>
    </>
  )
}

function useSettings(view: OnlineDeploymentView): ReadonlyArray<readonly [string, ReactNode]> {
  const t = useTranslations("deployments.settings")
  const { model, code_configuration: code, request_settings: requests, readiness_probe: readiness } = view
  return [
    ...(view.description === "" ? [] : [[t("description"), view.description] as const]),
    [t("model"), model === null ? t("none") : <AssetName key="model" reference={model} />],
    [
      t("mount"),
      <code key="mount" className="font-mono text-sm">
        {view.model_mount_path}
      </code>,
    ],
    [t("code"), code === null ? t("none") : <AssetName key="code" reference={code.code} />],
    ...(code === null
      ? []
      : [
          [
            t("script"),
            <code key="script" className="font-mono text-sm">
              {code.scoring_script}
            </code>,
          ] as const,
        ]),
    [t("environment"), <AssetName key="environment" reference={view.environment} />],
    [t("instanceType"), view.instance_type],
    [t("instanceCount"), view.instance_count],
    [t("timeout"), t("ms", { value: requests.request_timeout_ms })],
    [t("concurrency"), requests.max_concurrent_requests_per_instance],
    [t("queue"), t("ms", { value: requests.max_queue_wait_ms })],
    [t("liveness"), t("probe", view.liveness_probe)],
    [t("readiness"), `${t("probe", readiness)} · ${t("budget", { seconds: startBudgetSeconds(readiness) })}`],
    [t("egress"), t(view.egress_public_network_access === "enabled" ? "egressOn" : "egressOff")],
    [t("tags"), <TagList key="tags" tags={view.tags} none={t("noTags")} />],
    [t("createdBy"), view.created_by],
    [t("createdAt"), <Time key="created" at={view.created_at} />],
  ]
}
