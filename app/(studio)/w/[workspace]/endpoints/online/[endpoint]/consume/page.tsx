import type { Metadata } from "next"

import { ConsumeView } from "#components/consume/consume-view.tsx"
import { Hydrate } from "#components/data/hydrate.tsx"
import { deploymentsQuery, endpointQuery } from "#components/data/queries.ts"
import { EndpointFrame } from "#components/endpoints/endpoint-frame.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface ConsumePageProps {
  readonly params: Promise<{ workspace: string; endpoint: string }>
}

export async function generateMetadata({ params }: ConsumePageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: `${t("titles.consume")} · ${(await params).endpoint}` }
}

export default async function ConsumePage({ params }: ConsumePageProps) {
  const { workspace, endpoint } = await params
  const page = await readPage([endpointQuery(workspace, endpoint), deploymentsQuery(workspace, endpoint)])
  return (
    <Hydrate page={page}>
      <EndpointFrame workspace={workspace} endpoint={endpoint} tab="consume">
        <ConsumeView workspace={workspace} endpoint={endpoint} />
      </EndpointFrame>
    </Hydrate>
  )
}
