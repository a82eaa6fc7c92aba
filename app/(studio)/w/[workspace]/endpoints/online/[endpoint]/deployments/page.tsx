import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { deletedDeploymentsQuery, deploymentsQuery, endpointQuery } from "#components/data/queries.ts"
import { DeploymentsTab } from "#components/deployments/deployments-tab.tsx"
import { EndpointFrame } from "#components/endpoints/endpoint-frame.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface DeploymentsPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string }>
}

export async function generateMetadata({ params }: DeploymentsPageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: `${t("titles.deployments")} · ${(await params).endpoint}` }
}

export default async function DeploymentsPage({ params }: DeploymentsPageProps) {
  const { workspace, endpoint } = await params
  const page = await readPage([
    endpointQuery(workspace, endpoint),
    deploymentsQuery(workspace, endpoint),
    deletedDeploymentsQuery(workspace, endpoint),
  ])
  return (
    <Hydrate page={page}>
      <EndpointFrame workspace={workspace} endpoint={endpoint} tab="deployments">
        <DeploymentsTab workspace={workspace} endpoint={endpoint} />
      </EndpointFrame>
    </Hydrate>
  )
}
