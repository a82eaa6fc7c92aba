"use client"

import { useTranslations } from "use-intl/react"

import { DeploymentFacts } from "./deployment-facts.tsx"
import { ShareChange } from "./share-change.tsx"
import type { TrafficDeployment } from "./traffic-deployment.ts"

interface ReadOnlyRowProps {
  readonly deployment: TrafficDeployment
  readonly percent: number
}

/** One deployment of the split, for somebody who may look but not change: words where the controls would be. */
export function ReadOnlyRow({ deployment, percent }: ReadOnlyRowProps) {
  const t = useTranslations("traffic")
  return (
    <div className="flex flex-wrap items-center justify-between gap-4 border-t border-line py-2">
      <DeploymentFacts deployment={deployment} />
      {percent === deployment.currentPercent ? (
        <p className="font-semibold">{t("percent", { percent })}</p>
      ) : (
        <ShareChange before={deployment.currentPercent} after={percent} />
      )}
    </div>
  )
}
