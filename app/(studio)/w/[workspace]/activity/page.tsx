import type { Metadata } from "next"
import type { SearchParams } from "nuqs/server"

import { loadActivityState, toActivityFilter } from "#components/activity/activity-state.ts"
import { ActivityView } from "#components/activity/activity-view.tsx"
import { activityQuery } from "#components/data/activity-queries.ts"
import { Hydrate } from "#components/data/hydrate.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface ActivityPageProps {
  readonly params: Promise<{ workspace: string }>
  readonly searchParams: Promise<SearchParams>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.activity") }
}

export default async function ActivityPage({ params, searchParams }: ActivityPageProps) {
  const { workspace } = await params
  const filter = toActivityFilter(await loadActivityState(searchParams))
  const page = await readPage([activityQuery(workspace, filter)])
  return (
    <Hydrate page={page}>
      <ActivityView workspace={workspace} />
    </Hydrate>
  )
}
