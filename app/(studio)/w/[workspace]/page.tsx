import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { activityQuery } from "#components/data/activity-queries.ts"
import { draftsQuery } from "#components/data/draft-queries.ts"
import { endpointsQuery } from "#components/data/queries.ts"
import { RECENT_CHANGES, runningQuery, testsQuery } from "#components/home/home-queries.ts"
import { HomeView } from "#components/home/home-view.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface HomePageProps {
  readonly params: Promise<{ workspace: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.home") }
}

export default async function HomePage({ params }: HomePageProps) {
  const { workspace } = await params
  const page = await readPage([
    endpointsQuery(workspace),
    activityQuery(workspace, {}, RECENT_CHANGES),
    runningQuery(workspace),
    testsQuery(workspace),
    draftsQuery(workspace),
  ])
  return (
    <Hydrate page={page}>
      <HomeView workspace={workspace} />
    </Hydrate>
  )
}
