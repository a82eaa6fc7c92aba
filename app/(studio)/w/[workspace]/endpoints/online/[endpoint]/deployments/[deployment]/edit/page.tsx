import type { Metadata } from "next"

import { openDraftQueries } from "#components/data/draft-queries.ts"
import { Hydrate } from "#components/data/hydrate.tsx"
import { deploymentQuery } from "#components/data/queries.ts"
import { EditDeployment } from "#components/endpoint-wizard/edit-deployment.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface EditDeploymentPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string; deployment: string }>
  readonly searchParams: Promise<{ draft?: string | string[] }>
}

export async function generateMetadata({ params }: EditDeploymentPageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  const { endpoint, deployment } = await params
  return { title: `${t("wizard.editDeployment", { deployment })} · ${endpoint}` }
}

export default async function EditDeploymentPage({ params, searchParams }: EditDeploymentPageProps) {
  const { workspace, endpoint, deployment } = await params
  const { draft } = await searchParams
  const page = await readPage([deploymentQuery(workspace, endpoint, deployment), ...openDraftQueries(workspace, draft)])
  return (
    <Hydrate page={page}>
      <EditDeployment workspace={workspace} endpoint={endpoint} deployment={deployment} />
    </Hydrate>
  )
}
