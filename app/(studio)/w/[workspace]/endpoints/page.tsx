import type { Metadata } from "next"
import { cookies } from "next/headers"

import { Hydrate } from "#components/data/hydrate.tsx"
import { draftsQuery } from "#components/data/draft-queries.ts"
import { endpointsQuery } from "#components/data/queries.ts"
import { COLUMNS_COOKIE, readColumns } from "#components/endpoint-list/column-ids.ts"
import { EndpointList } from "#components/endpoint-list/endpoint-list.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface EndpointsPageProps {
  readonly params: Promise<{ workspace: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.endpoints") }
}

export default async function EndpointsPage({ params }: EndpointsPageProps) {
  const { workspace } = await params
  const page = await readPage([endpointsQuery(workspace), draftsQuery(workspace)])
  const savedColumns = readColumns((await cookies()).get(COLUMNS_COOKIE)?.value)
  return (
    <Hydrate page={page}>
      <EndpointList workspace={workspace} savedColumns={savedColumns} />
    </Hydrate>
  )
}
