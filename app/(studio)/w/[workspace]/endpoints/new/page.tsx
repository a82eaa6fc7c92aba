import type { Metadata } from "next"

import { openDraftQueries } from "#components/data/draft-queries.ts"
import { Hydrate } from "#components/data/hydrate.tsx"
import { meQuery } from "#components/data/queries.ts"
import { NewEndpoint } from "#components/endpoint-wizard/new-endpoint.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface NewEndpointPageProps {
  readonly params: Promise<{ workspace: string }>
  readonly searchParams: Promise<{ draft?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.newEndpoint") }
}

export default async function NewEndpointPage({ params, searchParams }: NewEndpointPageProps) {
  const { workspace } = await params
  const { draft } = await searchParams
  const page = await readPage([meQuery, ...openDraftQueries(workspace, draft)])
  return (
    <Hydrate page={page}>
      <NewEndpoint workspace={workspace} />
    </Hydrate>
  )
}
