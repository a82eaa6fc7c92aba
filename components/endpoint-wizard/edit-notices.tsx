"use client"

import { useTranslations } from "use-intl/react"

import { deploymentQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"

import { failingStep } from "./form/failure-step.ts"
import { useWizard } from "./wizard-context.ts"

/** What to know while a deployment is edited: why its last change failed, and that somebody else changed it meanwhile. */
export function EditNotices() {
  const t = useTranslations("wizard")
  const { workspace, mode, original, form, setForm, isSending, go } = useWizard()
  const { data } = useApi(deploymentQuery(workspace, original?.endpoint_name ?? "", original?.name ?? ""), {
    isEnabled: mode === "edit" && original !== null,
  })
  if (mode !== "edit" || original === null) return null
  const { failure } = original
  const step = failingStep(original)
  return (
    <>
      {failure && step && (
        <Callout
          tone="bad"
          title={t("lastFailed", { deployment: original.name })}
          actions={
            <Button size="sm" onClick={() => go(step)}>
              {t("goTo", { step: t(`step.${step}`) })}
            </Button>
          }
        >
          <p>{failure.message}</p>
        </Callout>
      )}
      {data && data.revision !== form.baseRevision && !isSending && (
        <Callout
          tone="warn"
          title={t("changedMeanwhile", { generation: data.generation })}
          isAlert
          actions={
            <Button size="sm" onClick={() => setForm({ baseRevision: data.revision })}>
              {t("replaceTheirs")}
            </Button>
          }
        >
          <p>{t("changedMeanwhileHint")}</p>
        </Callout>
      )}
      <Callout tone="info" title={t("editTitle")}>
        <p>{t("editHint")}</p>
      </Callout>
    </>
  )
}
