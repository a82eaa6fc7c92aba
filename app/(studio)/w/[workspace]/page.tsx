import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { endpointsQuery } from "#components/data/queries.ts"
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
  const page = await readPage([endpointsQuery(workspace)])
  return (
    <Hydrate page={page}>
      <HomeView workspace={workspace} />
    </Hydrate>
  )
}
