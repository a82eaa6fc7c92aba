"use client"

import { useTranslations } from "use-intl/react"

import { deploymentQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { QueryBlock } from "#components/ui/states.tsx"

import { DraftGate } from "./draft-gate.tsx"
import { fromPayload } from "./draft-payload.ts"
import { EndpointWizard } from "./endpoint-wizard.tsx"
import { fromDeployment } from "./form/from-deployment.ts"
import { blankForm } from "./form/wizard-form.ts"

interface EditDeploymentProps {
  readonly workspace: string
  readonly endpoint: string
  readonly deployment: string
}

/** The page that gives a deployment a new revision. */
export function EditDeployment({ workspace, endpoint, deployment }: EditDeploymentProps) {
  const t = useTranslations()
  const query = useApi(deploymentQuery(workspace, endpoint, deployment))
  return (
    <QueryBlock query={query} what={t("wizard.deployment")} skeletonRows={8}>
      {(original) => (
        <DraftGate workspace={workspace} place={{ endpoint: original.endpoint_name, deployment: original.name }}>
          {(draft) => (
            <EndpointWizard
              key={draft?.id ?? "edit"}
              workspace={workspace}
              mode="edit"
              title={t("wizard.editDeployment", { deployment: original.name })}
              endpoint={original.endpoint_name}
              original={original}
              initial={
                draft
                  ? fromPayload(draft.payload, original.environment_variables)
                  : { ...blankForm(), deployment: fromDeployment(original), baseRevision: original.revision }
              }
              draft={draft}
              takenNames={[]}
            />
          )}
        </DraftGate>
      )}
    </QueryBlock>
  )
}
