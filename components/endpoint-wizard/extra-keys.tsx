"use client"

import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"

import { useWizard } from "./wizard-context.ts"

/** Keys of the document that the steps have no field for: they are sent as they were written, and can be dropped. */
export function ExtraKeys() {
  const t = useTranslations("wizard")
  const { form, setEndpoint, setDeployment } = useWizard()
  const keys = [...Object.keys(form.endpoint.extra), ...Object.keys(form.deployment.extra)]
  if (keys.length === 0) return null
  return (
    <Callout
      tone="info"
      title={t("extraKeys", { keys: keys.join(", ") })}
      actions={
        <Button
          size="sm"
          onClick={() => {
            setEndpoint({ extra: {} })
            setDeployment({ extra: {} })
          }}
        >
          {t("dropExtra")}
        </Button>
      }
    >
      <p>{t("extraKeysHint")}</p>
    </Callout>
  )
}
