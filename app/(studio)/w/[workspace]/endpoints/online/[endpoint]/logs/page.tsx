import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { endpointQuery } from "#components/data/queries.ts"
import { EndpointFrame } from "#components/endpoints/endpoint-frame.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { LogView } from "#components/logs/log-view.tsx"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface LogsPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string }>
}

export async function generateMetadata({ params }: LogsPageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: `${t("titles.logs")} · ${(await params).endpoint}` }
}

export default async function LogsPage({ params }: LogsPageProps) {
  const { workspace, endpoint } = await params
  const page = await readPage([endpointQuery(workspace, endpoint)])
  return (
    <Hydrate page={page}>
      <EndpointFrame workspace={workspace} endpoint={endpoint} tab="logs">
        <LogView workspace={workspace} endpoint={endpoint} />
      </EndpointFrame>
    </Hydrate>
  )
}
