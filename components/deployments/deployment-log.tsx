"use client"

import { parseAsStringLiteral, useQueryState } from "nuqs"
import { useTranslations } from "use-intl/react"

import { LogPanel } from "#components/logs/log-panel.tsx"
import { ButtonLink } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Segmented } from "#components/ui/segmented.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { deploymentLogHref, LOG_CONTAINERS } from "./log-href.ts"

const LOGS = ["instance", "build"] as const

interface DeploymentLogProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
}

/** The end of a deployment's logs, as it is written. Searching them is the Logs tab's. */
export function DeploymentLog({ workspace, deployment }: DeploymentLogProps) {
  const t = useTranslations("deployments.log")
  const first = deployment.failure?.phase === "environment" ? "build" : "instance"
  const [log, setLog] = useQueryState("log", parseAsStringLiteral(LOGS).withDefault(first))
  return (
    <Panel
      title={t("title")}
      actions={
        <>
          <Segmented
            label={t("choose")}
            value={log}
            options={LOGS.map((value) => ({ value, label: t(value) }))}
            onChange={(value) => void setLog(value)}
          />
          <ButtonLink size="sm" href={deploymentLogHref(workspace, deployment.endpoint_name, deployment.name, log)}>
            {t("open")}
          </ButtonLink>
        </>
      }
    >
      <LogPanel
        workspace={workspace}
        endpoint={deployment.endpoint_name}
        deployment={deployment.name}
        container={LOG_CONTAINERS[log]}
      />
    </Panel>
  )
}
