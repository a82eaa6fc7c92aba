"use client"

import { useTranslations } from "use-intl/react"

import { DeploymentMark } from "#components/deployments/deployment-mark.tsx"
import { StatusChip } from "#components/ui/status-chip.tsx"

import type { TrafficDeployment } from "./traffic-deployment.ts"

/** Which deployment it is and how it does: what one wants to know before giving it more. */
export function DeploymentFacts({ deployment }: { readonly deployment: TrafficDeployment }) {
  const t = useTranslations("traffic")
  const { name, look, status, model, readyInstances, wantedInstances, answers } = deployment
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <DeploymentMark look={look} />
        <span className="font-medium">{name}</span>
        <StatusChip status={status} />
      </div>
      <p className="flex flex-wrap gap-x-3 text-sm text-fg-2">
        {model !== null && <span>{model}</span>}
        <span>{t("ready", { ready: readyInstances, wanted: wantedInstances })}</span>
        {answers && (
          <span>
            {answers.total === 0
              ? t("noAnswers")
              : t("answers", { total: answers.total, bad: answers.total - answers.good })}
          </span>
        )}
      </p>
    </div>
  )
}
