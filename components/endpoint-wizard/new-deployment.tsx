"use client"

import { useTranslations } from "use-intl/react"

import { deploymentsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { QueryBlock } from "#components/ui/states.tsx"

import { DraftGate } from "./draft-gate.tsx"
import { fromPayload } from "./draft-payload.ts"
import { EndpointWizard } from "./endpoint-wizard.tsx"
import { fromDeployment } from "./form/from-deployment.ts"
import { suggestName } from "./form/suggest-name.ts"
import { blankForm } from "./form/wizard-form.ts"
import { CONDA_TEXTS } from "./starting-texts.ts"

interface NewDeploymentProps {
  readonly workspace: string
  readonly endpoint: string
  /** A deployment of the endpoint to start from. */
  readonly from: string | null
}

/** The page that adds a deployment to an endpoint, blank or as a copy of another one. */
export function NewDeployment({ workspace, endpoint, from }: NewDeploymentProps) {
  const t = useTranslations()
  const query = useApi(deploymentsQuery(workspace, endpoint))
  return (
    <QueryBlock query={query} what={t("wizard.deployments")} skeletonRows={8}>
      {({ items }) => {
        const names = items.map(({ name }) => name)
        const original = items.find(({ name }) => name.toLowerCase() === from?.toLowerCase()) ?? null
        const blank = blankForm()
        const start = original
          ? fromDeployment(original)
          : { ...blank.deployment, condaText: CONDA_TEXTS["scikit-learn"] }
        const traffic = names.length === 0 ? "all" : "none"
        return (
          <DraftGate workspace={workspace} place={{ endpoint, deployment: null }}>
            {(draft) => (
              <EndpointWizard
                key={draft?.id ?? "new"}
                workspace={workspace}
                mode="deployment"
                title={t("titles.newDeployment", { endpoint })}
                endpoint={endpoint}
                original={original}
                initial={
                  draft
                    ? fromPayload(draft.payload)
                    : { ...blank, deployment: { ...start, name: suggestName(names), traffic } }
                }
                draft={draft}
                takenNames={names}
              />
            )}
          </DraftGate>
        )
      }}
    </QueryBlock>
  )
}
