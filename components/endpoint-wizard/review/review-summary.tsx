"use client"

import { useTranslations } from "use-intl/react"
import { stringify } from "yaml"

import { Button } from "#components/ui/button.tsx"
import { Facts, Panel } from "#components/ui/panel.tsx"

import { withPlaceholders } from "../form/secrets.ts"
import { stepOfField, stepsOf } from "../form/steps.ts"
import type { StepId } from "../form/steps.ts"
import { toDeploymentRequest, toEndpointRequest } from "../form/to-requests.ts"
import { useWizard } from "../wizard-context.ts"
import { changedFields } from "./changed-fields.ts"
import { useFieldLabel } from "./use-field-label.ts"

/** The values step by step, each with the way back to its step; values that nobody changed are left out. */
export function ReviewSummary() {
  const t = useTranslations("wizard")
  const common = useTranslations("common")
  const { mode, form, endpointName, original, go } = useWizard()
  const label = useFieldLabel()
  const shown = withPlaceholders(form)
  const rows = [
    ...(mode === "endpoint" ? changedFields("endpoint", toEndpointRequest(shown.endpoint), null) : []),
    ...(mode !== "endpoint" || form.hasDeployment
      ? changedFields(
          "deployment",
          toDeploymentRequest(shown.deployment, endpointName),
          mode === "edit" ? original : null,
        )
      : []),
  ]
  const steps = stepsOf(mode, form).filter((step): step is Exclude<StepId, "review"> => step !== "review")
  return (
    <Panel
      title={t(mode === "edit" ? "changes" : "values")}
      description={t(mode === "edit" ? "changesHint" : "valuesHint")}
    >
      {rows.length === 0 && <p>{t("noChanges")}</p>}
      {steps.map((step) => {
        const own = rows.filter(({ field }) => stepOfField(field) === step)
        if (own.length === 0) return null
        return (
          <section key={step} className="flex flex-col gap-2 border-t border-line pt-3">
            <div className="flex items-center justify-between gap-2">
              <h3 className="font-medium">{t(`step.${step}`)}</h3>
              <Button size="sm" onClick={() => go(step)} aria-label={t("editStep", { step: t(`step.${step}`) })}>
                {common("edit")}
              </Button>
            </div>
            <Facts
              facts={own.map(({ field, before, after }) => [
                label(field),
                <span key={field} className="whitespace-pre-wrap">
                  {before !== undefined && <del className="mr-2 text-fg-2">{textOf(before)}</del>}
                  {after === undefined ? null : <ins className="no-underline">{textOf(after)}</ins>}
                </span>,
              ])}
            />
          </section>
        )
      })}
    </Panel>
  )
}

/** A value as a person reads it: of an uploaded tree its name, without the hash. */
function textOf(value: unknown): string {
  if (typeof value !== "string") return stringify(value, { lineWidth: 0 }).trimEnd()
  return value
    .replace(/^caudal:\/\/trees\/[0-9a-f]{64}\//, "")
    .replace(/^azureml:/, "")
    .trimEnd()
}
