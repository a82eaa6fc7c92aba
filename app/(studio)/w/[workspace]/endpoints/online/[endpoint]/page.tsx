import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { deploymentsQuery, endpointActivityQuery, endpointQuery } from "#components/data/queries.ts"
import { EndpointFrame } from "#components/endpoints/endpoint-frame.tsx"
import { OverviewTab } from "#components/endpoints/overview-tab.tsx"
import { RECENT_CHANGES } from "#components/endpoints/recent-changes.ts"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface OverviewPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string }>
}

export async function generateMetadata({ params }: OverviewPageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: `${t("titles.overview")} · ${(await params).endpoint}` }
}

export default async function OverviewPage({ params }: OverviewPageProps) {
  const { workspace, endpoint } = await params
  const page = await readPage([
    endpointQuery(workspace, endpoint),
    deploymentsQuery(workspace, endpoint),
    endpointActivityQuery(workspace, endpoint, RECENT_CHANGES),
  ])
  return (
    <Hydrate page={page}>
      <EndpointFrame workspace={workspace} endpoint={endpoint} tab="overview">
        <OverviewTab workspace={workspace} endpoint={endpoint} />
      </EndpointFrame>
    </Hydrate>
  )
}
