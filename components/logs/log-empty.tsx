"use client"

import { useTranslations } from "use-intl/react"

import { deploymentQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Button } from "#components/ui/button.tsx"
import { EmptyState } from "#components/ui/states.tsx"
import type { InstancePhase, OnlineDeploymentView } from "#lib/deployments/contract.ts"

import type { Container } from "./log-line.ts"
import type { LogSource } from "./log-source.ts"

interface NotStartedProps {
  readonly source: LogSource
  /** Shows the other log. */
  readonly onContainer?: ((container: Container) => void) | undefined
}

/** Nothing has been written yet: why, how far it is, and where there is something to read. */
export function NotStarted({ source, onContainer }: NotStartedProps) {
  const t = useTranslations("logs.empty")
  const { workspace, endpoint, deployment: name, container } = source
  const { data: deployment } = useApi(deploymentQuery(workspace, endpoint, name))
  if (container === "storage-initializer") {
    return (
      <EmptyState
        title={t("noBuild")}
        actions={onContainer && <Button onClick={() => onContainer("inference-server")}>{t("showInstances")}</Button>}
      >
        {t("noBuildHint")}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t("noLines")}
      actions={onContainer && <Button onClick={() => onContainer("storage-initializer")}>{t("showBuild")}</Button>}
    >
      {deployment && <p>{t("why", { why: whyEmpty(deployment) })}</p>}
      {deployment?.failure && <p>{deployment.failure.message}</p>}
    </EmptyState>
  )
}

function whyEmpty({
  provisioning_state: state,
  instances,
}: OnlineDeploymentView): "failed" | "building" | InstancePhase {
  const phase = instances.at(-1)?.phase
  if (phase !== undefined) return phase
  return state === "Failed" ? "failed" : "building"
}

/** Search and levels leave nothing. */
export function NoMatches({ onClear }: { readonly onClear: () => void }) {
  const t = useTranslations("logs.empty")
  return <EmptyState title={t("noMatches")} actions={<Button onClick={onClear}>{t("clear")}</Button>} />
}
