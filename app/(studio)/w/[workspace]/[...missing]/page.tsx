import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { getTranslator } from "#components/i18n/get-translator.ts"
import { readViewer } from "#lib/http/pages.ts"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.notFound") }
}

/** Every address that has no page: it is told within the studio's frame, so that there is a way on. */
export default function MissingPage() {
  notFound()
}
