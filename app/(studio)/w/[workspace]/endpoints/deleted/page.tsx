import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { DeletedEndpointsView } from "#components/deleted-endpoints/deleted-endpoints-view.tsx"
import { deletedEndpointsQuery } from "#components/deleted-endpoints/deleted-queries.ts"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface DeletedEndpointsPageProps {
  readonly params: Promise<{ workspace: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.deletedEndpoints") }
}

export default async function DeletedEndpointsPage({ params }: DeletedEndpointsPageProps) {
  const { workspace } = await params
  const page = await readPage([deletedEndpointsQuery(workspace)])
  return (
    <Hydrate page={page}>
      <DeletedEndpointsView workspace={workspace} />
    </Hydrate>
  )
}
