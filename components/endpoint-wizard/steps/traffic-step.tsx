"use client"

import { useTranslations } from "use-intl/react"

import { endpointQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"

import { Choice } from "../choice.tsx"
import { useWizard } from "../wizard-context.ts"

/** How much of the live traffic the deployment gets, and when. */
export function TrafficStep() {
  const t = useTranslations("wizard")
  const { workspace, mode, endpointName, form, setDeployment } = useWizard()
  const { data } = useApi(endpointQuery(workspace, endpointName), { isEnabled: mode !== "endpoint" })
  const { traffic, name } = form.deployment
  const shares = (data?.deployments ?? []).filter(({ percent }) => percent > 0)
  return (
    <>
      <Choice
        legend={t("traffic")}
        value={traffic}
        onChange={(next) => setDeployment({ traffic: next })}
        options={[
          { value: "all", label: t("trafficAll", { deployment: name }), hint: t("trafficAllHint") },
          { value: "none", label: t("trafficNone"), hint: t("trafficNoneHint") },
        ]}
      />
      {shares.length > 0 && (
        <p className="text-fg-2">
          {t("trafficNow", { shares: shares.map((one) => `${one.name} ${one.percent} %`).join(", ") })}
        </p>
      )}
      {traffic === "all" && shares.length > 0 && <p>{t("trafficReplaces", { deployment: name })}</p>}
      <p className="text-fg-2">{t("trafficLater")}</p>
    </>
  )
}
