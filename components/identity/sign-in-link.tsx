"use client"

import { usePathname, useSearchParams } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { ButtonLink } from "#components/ui/button.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

/** For somebody whose session has ended: to the sign-in page and back to this one, in another tab, so that nothing typed goes. */
export function SignInLink() {
  const t = useTranslations("states")
  const pathname = usePathname()
  const search = useSearchParams().toString()
  const here = search === "" ? pathname : `${pathname}?${search}`
  return (
    <ButtonLink size="sm" href={pagePaths.login(here)} target="_blank" prefetch={false}>
      {t("signIn")}
    </ButtonLink>
  )
}
