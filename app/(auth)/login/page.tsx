import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { z } from "zod"

import { AuthFrame } from "#components/auth/auth-frame.tsx"
import { SignInForm } from "#components/auth/sign-in-form.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { readViewer } from "#lib/http/pages.ts"
import { safeCallback } from "#lib/urls/contract.ts"

interface LoginPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator((await readViewer()).locale)
  return { title: t("titles.login") }
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const callback = safeCallback(
    z
      .string()
      .catch("")
      .parse((await searchParams)["callbackUrl"]),
  )
  const { me, preferences } = await readViewer()
  if (me) redirect(callback)
  return (
    <AuthFrame theme={preferences.theme}>
      <SignInForm callback={callback} />
    </AuthFrame>
  )
}
