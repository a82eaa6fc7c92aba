import type { Metadata } from "next"

import { openDraftQueries } from "#components/data/draft-queries.ts"
import { Hydrate } from "#components/data/hydrate.tsx"
import { deploymentsQuery, endpointQuery } from "#components/data/queries.ts"
import { NewDeployment } from "#components/endpoint-wizard/new-deployment.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface NewDeploymentPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string }>
  readonly searchParams: Promise<{ from?: string | string[]; draft?: string | string[] }>
}

export async function generateMetadata({ params }: NewDeploymentPageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  const { endpoint } = await params
  return { title: t("titles.newDeployment", { endpoint: decodeURIComponent(endpoint) }) }
}

export default async function NewDeploymentPage({ params, searchParams }: NewDeploymentPageProps) {
  const { workspace, endpoint } = await params
  const { from, draft } = await searchParams
  const page = await readPage([
    endpointQuery(workspace, endpoint),
    deploymentsQuery(workspace, endpoint),
    ...openDraftQueries(workspace, draft),
  ])
  return (
    <Hydrate page={page}>
      <NewDeployment workspace={workspace} endpoint={endpoint} from={typeof from === "string" ? from : null} />
    </Hydrate>
  )
}
