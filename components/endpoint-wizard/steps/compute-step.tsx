"use client"

import { useTranslations } from "use-intl/react"

import { Switch } from "#components/ui/switch.tsx"

import { InstanceTypes } from "../instance-types.tsx"
import { NumberField } from "../number-field.tsx"
import { blankForm } from "../form/wizard-form.ts"
import { useWizard } from "../wizard-context.ts"

/** How large one instance is and how many run. */
export function ComputeStep() {
  const t = useTranslations("wizard")
  const { form, setDeployment } = useWizard()
  const { deployment } = form
  return (
    <>
      <InstanceTypes value={deployment.instanceType} onChange={(instanceType) => setDeployment({ instanceType })} />
      <NumberField
        field="deployment.instance_count"
        label={t("instanceCount")}
        hint={t("instanceCountHint")}
        value={deployment.instanceCount}
        initial={blankForm().deployment.instanceCount}
        onChange={(instanceCount) => setDeployment({ instanceCount })}
      />
      <p className="text-sm text-fg-2">{t("autoscaleNotYet")}</p>
      <div className="flex flex-col gap-1">
        <Switch label={t("egress")} isOn={deployment.egress} onChange={(egress) => setDeployment({ egress })} />
        <p className="text-sm text-fg-2">{t("egressHint")}</p>
      </div>
    </>
  )
}
