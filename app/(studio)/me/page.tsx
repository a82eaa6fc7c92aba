import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { meQuery, sessionsQuery, tokensQuery } from "#components/data/queries.ts"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { MeView } from "#components/me/me-view.tsx"
import { readPage, readViewer } from "#lib/http/pages.ts"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.me") }
}

export default async function MePage() {
  const page = await readPage([meQuery, sessionsQuery, tokensQuery])
  return (
    <Hydrate page={page}>
      <MeView />
    </Hydrate>
  )
}
