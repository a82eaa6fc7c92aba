import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"

import { loadActivityState, toActivityFilter } from "#components/activity/activity-state.ts"
import { ActivityTimeline } from "#components/activity/activity-timeline.tsx"
import { activityQuery } from "#components/data/activity-queries.ts"
import { Hydrate } from "#components/data/hydrate.tsx"
import { endpointQuery } from "#components/data/queries.ts"
import { EndpointFrame } from "#components/endpoints/endpoint-frame.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface ActivityPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string }>
  readonly searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: ActivityPageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: `${t("titles.activity")} · ${(await params).endpoint}` }
}

export default async function ActivityPage({ params, searchParams }: ActivityPageProps) {
  const { workspace, endpoint } = await params
  const filter = toActivityFilter(await loadActivityState(searchParams), endpoint)
  const page = await readPage([endpointQuery(workspace, endpoint), activityQuery(workspace, filter)])
  return (
    <Hydrate page={page}>
      <EndpointFrame workspace={workspace} endpoint={endpoint} tab="activity">
        <ActivityTimeline workspace={workspace} endpoint={endpoint} />
      </EndpointFrame>
    </Hydrate>
  )
}
