"use client"

import { SquareX } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { cx } from "#components/ui/cx.ts"
import type { DeploymentSummary } from "#lib/endpoints/contract.ts"

import type { DeploymentLook } from "./deployment-look.ts"
import { DeploymentMark } from "./deployment-mark.tsx"

interface DeploymentLineProps {
  readonly deployment: DeploymentSummary
  readonly look: DeploymentLook
}

/** A deployment in a row of a list: its mark, its share, how many of its instances are ready, and why it failed if it did. */
export function DeploymentLine({ deployment, look }: DeploymentLineProps) {
  const t = useTranslations("endpoints")
  const { name, percent, ready_instances: ready, instance_count: wanted, failure_code: failure } = deployment
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
      <DeploymentMark look={look} />
      <span className="font-medium wrap-anywhere">{name}</span>
      <span className={percent === 0 ? "text-fg-2" : undefined}>{t("share", { percent })}</span>
      <span className={cx("text-sm", ready < wanted ? "font-medium text-warn" : "text-fg-2")}>
        {t("ready", { ready, wanted })}
      </span>
      {failure !== null && (
        <span className="inline-flex min-w-0 items-center gap-1 text-sm font-medium wrap-anywhere text-bad">
          <SquareX aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">{t("failedWith")}</span>
          {failure}
        </span>
      )}
    </span>
  )
}
