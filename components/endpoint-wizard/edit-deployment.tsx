"use client"

import { useTranslations } from "use-intl/react"

import { deploymentQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { QueryBlock } from "#components/ui/states.tsx"

import { DraftGate } from "./draft-gate.tsx"
import { fromPayload } from "./draft-payload.ts"
import { EndpointWizard } from "./endpoint-wizard.tsx"
import { fromDeployment } from "./form/from-deployment.ts"
import { withKnownSecrets } from "./form/secrets.ts"
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
        <DraftGate workspace={workspace} endpoint={`${endpoint}/${deployment}`}>
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
                  ? withKnownSecrets(fromPayload(draft.payload), original.environment_variables)
                  : { ...blankForm(), deployment: fromDeployment(original) }
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
