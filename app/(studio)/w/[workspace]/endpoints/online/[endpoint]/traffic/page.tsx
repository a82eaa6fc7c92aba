import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import {
  deploymentsQuery,
  endpointQuery,
  operationsQuery,
  requestCountsQuery,
  trafficQuery,
  trafficRevisionsQuery,
} from "#components/data/queries.ts"
import { EndpointFrame } from "#components/endpoints/endpoint-frame.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { TrafficView } from "#components/traffic/traffic-view.tsx"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface TrafficPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string }>
}

export async function generateMetadata({ params }: TrafficPageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: `${t("titles.traffic")} · ${(await params).endpoint}` }
}

export default async function TrafficPage({ params }: TrafficPageProps) {
  const { workspace, endpoint } = await params
  const page = await readPage([
    endpointQuery(workspace, endpoint),
    trafficQuery(workspace, endpoint),
    trafficRevisionsQuery(workspace, endpoint),
    deploymentsQuery(workspace, endpoint),
    requestCountsQuery(workspace, endpoint),
    operationsQuery(workspace),
  ])
  return (
    <Hydrate page={page}>
      <EndpointFrame workspace={workspace} endpoint={endpoint} tab="traffic">
        <TrafficView workspace={workspace} endpoint={endpoint} />
      </EndpointFrame>
    </Hydrate>
  )
}
