"use client"

import type { ReactNode } from "react"
import { useFormatter, useTranslations } from "use-intl/react"

import { AssetName } from "#components/deployments/asset-name.tsx"
import { Facts } from "#components/ui/panel.tsx"

import { useInstanceTypes } from "./use-instance-types.ts"
import { useWizard } from "./wizard-context.ts"

/** Hours of a month, as clouds bill them. */
const HOURS_PER_MONTH = 730

/** What the form comes to so far: always in sight, so that no step has to be opened to remember it. */
export function Summary() {
  const t = useTranslations("wizard")
  const { mode, endpointName, form } = useWizard()
  const { deployment, hasDeployment } = form
  const withDeployment = mode !== "endpoint" || hasDeployment
  const traffic = deployment.traffic === "all" ? t("trafficAllShort") : t("trafficNoneShort")
  const code = useCodeText()
  const model = useModelText()
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-line bg-panel p-4">
      <h2 className="text-base font-semibold max-xl:sr-only">{t("summary")}</h2>
      <Facts
        facts={[
          [t("endpoint"), endpointName || t("notYetTyped")],
          ...(withDeployment
            ? ([
                [t("deployment"), deployment.name || t("notYetTyped")],
                [t("model"), model],
                [t("code"), code],
                [t("instances"), `${deployment.instanceCount} × ${deployment.instanceType}`],
                ...(mode === "edit" ? [] : ([[t("traffic"), traffic]] as const)),
              ] as const)
            : []),
        ]}
      />
      {withDeployment && <Price />}
    </div>
  )
}

function useModelText(): ReactNode {
  const t = useTranslations("wizard")
  const { modelSource, modelUpload, modelReference } = useWizard().form.deployment
  if (modelSource === "none") return t("modelNoneShort")
  if (modelSource === "registered" && modelReference !== "") return <AssetName reference={modelReference} />
  return (modelSource === "upload" && modelUpload?.name) || t("notYetTyped")
}

function useCodeText(): ReactNode {
  const t = useTranslations("wizard")
  const { codeSource, codeUpload, codeReference, scoringScript } = useWizard().form.deployment
  if (codeSource === "write") return scoringScript
  if (codeSource === "registered" && codeReference !== "") {
    return (
      <>
        <AssetName reference={codeReference} /> · {scoringScript}
      </>
    )
  }
  return codeSource === "upload" && codeUpload ? `${codeUpload.name} · ${scoringScript}` : t("notYetTyped")
}

function Price() {
  const t = useTranslations("wizard")
  const format = useFormatter()
  const { workspace, form } = useWizard()
  const { instanceType, instanceCount } = form.deployment
  const { data } = useInstanceTypes(workspace)
  const type = data?.items.find(({ name }) => name.toLowerCase() === instanceType.toLowerCase())
  const price = type?.price_usd_per_hour
  const count = Number(instanceCount)
  if (price === undefined || !Number.isInteger(count) || count < 1) return null
  const money = (value: number) =>
    format.number(value, { style: "currency", currency: "USD", maximumFractionDigits: value < 10 ? 2 : 0 })
  return (
    <div className="border-t border-line pt-3">
      <p className="font-medium">
        {t("priceBoth", { hour: money(price * count), month: money(price * count * HOURS_PER_MONTH) })}
      </p>
      <p className="text-sm text-fg-2">{t("priceHint")}</p>
    </div>
  )
}
