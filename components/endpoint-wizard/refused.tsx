"use client"

import { useTranslations } from "use-intl/react"

import type { ApiError } from "#components/data/api-error.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { SignInLink } from "#components/identity/sign-in-link.tsx"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"

import { stepOfField } from "./form/steps.ts"
import { useWizard } from "./wizard-context.ts"

/** What the studio refused when the form was sent, and the step where it can be mended. Nothing typed is lost. */
export function Refused({ error }: { readonly error: ApiError }) {
  const t = useTranslations("wizard")
  const states = useTranslations("states")
  const text = useErrorText()
  const { mode, form, endpointName, go } = useWizard()
  const isDeployments = mode !== "endpoint" || form.createdEndpoint === endpointName
  const target = error.problem.details?.[0]?.target ?? error.problem.target
  const field = target === undefined ? null : `${isDeployments ? "deployment" : "endpoint"}.${target}`
  const step = field === null ? null : stepOfField(field)
  return (
    <Callout
      tone="bad"
      title={t(mode === "endpoint" && isDeployments ? "refusedDeployment" : "refused")}
      isAlert
      actions={
        <>
          {error.status === 401 && <SignInLink />}
          {step !== null && step !== "review" && field !== null && (
            <Button size="sm" onClick={() => go(step, field)}>
              {t("goTo", { step: t(`step.${step}`) })}
            </Button>
          )}
          <CopyButton
            text={JSON.stringify({ ...error.problem, requestId: error.requestId })}
            label={states("copyDiagnostics")}
            isWide
          />
        </>
      }
    >
      <p>{text(error)}</p>
    </Callout>
  )
}
