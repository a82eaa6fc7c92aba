import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { endpointQuery } from "#components/data/queries.ts"
import { EndpointFrame } from "#components/endpoints/endpoint-frame.tsx"
import { SettingsTab } from "#components/endpoints/settings-tab.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readPage, readViewer } from "#lib/http/pages.ts"

interface SettingsPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string }>
}

export async function generateMetadata({ params }: SettingsPageProps): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: `${t("titles.settings")} · ${(await params).endpoint}` }
}

export default async function SettingsPage({ params }: SettingsPageProps) {
  const { workspace, endpoint } = await params
  const page = await readPage([endpointQuery(workspace, endpoint)])
  return (
    <Hydrate page={page}>
      <EndpointFrame workspace={workspace} endpoint={endpoint} tab="settings">
        <SettingsTab workspace={workspace} endpoint={endpoint} />
      </EndpointFrame>
    </Hydrate>
  )
}
