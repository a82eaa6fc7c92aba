"use client"

import { Clock, RotateCcw, Settings2 } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import { GatedLink } from "#components/identity/gated-link.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import { failureGuide, raiseDelay } from "#lib/deployments/contract.ts"
import type { DeploymentFailure, FailureFix, OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { deploymentLogHref } from "./log-href.ts"
import { useRedeploy } from "./use-redeploy.ts"

/** Step of the form that edits a deployment, for the fixes that are made there. */
const STEPS = {
  editModel: "model",
  editCode: "code",
  editEnvironment: "environment",
  editCompute: "compute",
  editProbes: "probes",
} as const satisfies Partial<Record<FailureFix, string>>

interface FailureFixesProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
  readonly failure: DeploymentFailure
}

/** What is likely to mend a failure, most likely first: done at once, or in the right step of the form. */
export function FailureFixes({ workspace, deployment, failure }: FailureFixesProps) {
  const t = useTranslations("failure")
  const toasts = useToasts()
  const permission = usePermission("deployments/write")
  const { name, endpoint_name: endpoint, readiness_probe: probe } = deployment
  const redeploy = useRedeploy(workspace, deployment, ({ generation }) =>
    toasts.add({ title: t("retried", { deployment: name }), description: t("retriedHint", { generation }) }),
  )
  const delay = raiseDelay(probe)
  const icon = <Settings2 aria-hidden className="size-3.5" />
  return (
    <>
      <div role="group" aria-label={t("fixes")} className="flex flex-wrap gap-2">
        {failureGuide(failure).fixes.map((fix, index) => {
          const variant = index === 0 ? "primary" : "secondary"
          switch (fix) {
            case "raiseDelay":
              return delay === null ? null : (
                <GatedButton
                  key={fix}
                  size="sm"
                  variant={variant}
                  permission={permission}
                  icon={<Clock aria-hidden className="size-3.5" />}
                  isPending={redeploy.isPending}
                  onClick={() => redeploy.mutate({ readiness_probe: { ...probe, initial_delay: delay } })}
                >
                  {t("fix.raiseDelay", { seconds: delay })}
                </GatedButton>
              )
            case "retry":
              return (
                <GatedButton
                  key={fix}
                  size="sm"
                  variant={variant}
                  permission={permission}
                  icon={<RotateCcw aria-hidden className="size-3.5" />}
                  isPending={redeploy.isPending}
                  onClick={() => redeploy.mutate({})}
                >
                  {t("fix.retry")}
                </GatedButton>
              )
            case "openLog":
            case "openBuildLog":
              return (
                <ButtonLink
                  key={fix}
                  size="sm"
                  variant={variant}
                  href={deploymentLogHref(workspace, endpoint, name, fix === "openBuildLog" ? "build" : "instance")}
                >
                  {t(fix)}
                </ButtonLink>
              )
            default:
              return (
                <GatedLink
                  key={fix}
                  permission={permission}
                  size="sm"
                  variant={variant}
                  icon={icon}
                  href={`${pagePaths.editDeployment(workspace, endpoint, name)}?step=${STEPS[fix]}`}
                >
                  {t(`fix.${fix}`)}
                </GatedLink>
              )
          }
        })}
      </div>
      {redeploy.error && <ErrorBlock error={redeploy.error} what={t("retryFailed")} />}
    </>
  )
}
