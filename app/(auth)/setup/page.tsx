import type { Metadata } from "next"

import { AuthFrame } from "#components/auth/auth-frame.tsx"
import { SetupForm } from "#components/auth/setup-form.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readViewer } from "#lib/http/pages.ts"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.setup") }
}

export default async function SetupPage() {
  const { preferences } = await readViewer()
  return (
    <AuthFrame theme={preferences.theme}>
      <SetupForm />
    </AuthFrame>
  )
}
