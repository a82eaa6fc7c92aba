"use client"

import { useTranslations } from "use-intl/react"

import { ButtonLink } from "#components/ui/button.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { NearMatches } from "./near-matches.tsx"

/** There is no such page, and the way back. */
export function NotFoundNote() {
  const t = useTranslations("states")
  return (
    <div className="flex flex-col items-start gap-4">
      <h1 className="text-xl font-semibold">{t("notFoundTitle")}</h1>
      <p>{t("notFoundHint")}</p>
      <NearMatches />
      <ButtonLink href={pagePaths.start} variant="primary">
        {t("home")}
      </ButtonLink>
    </div>
  )
}
