"use client"

import { useTranslations } from "use-intl/react"

import { TrySample } from "#components/endpoint-list/try-sample.tsx"

import { DraftGate } from "./draft-gate.tsx"
import { fromPayload } from "./draft-payload.ts"
import { EndpointWizard } from "./endpoint-wizard.tsx"
import { blankForm } from "./form/wizard-form.ts"
import { CONDA_TEXTS } from "./starting-texts.ts"

/** The page that makes an endpoint, with its first deployment if wanted. */
export function NewEndpoint({ workspace }: { readonly workspace: string }) {
  const t = useTranslations("titles")
  const blank = blankForm()
  return (
    <DraftGate workspace={workspace} place={{ endpoint: null, deployment: null }}>
      {(draft) => (
        <EndpointWizard
          key={draft?.id ?? "new"}
          workspace={workspace}
          mode="endpoint"
          title={t("newEndpoint")}
          endpoint={null}
          original={null}
          initial={
            draft
              ? fromPayload(draft.payload)
              : { ...blank, deployment: { ...blank.deployment, condaText: CONDA_TEXTS["scikit-learn"] } }
          }
          draft={draft}
          takenNames={[]}
          actions={<TrySample workspace={workspace} />}
        />
      )}
    </DraftGate>
  )
}
