"use client"

import Link from "next/link"
import { useParams } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { endpointsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { nearWords } from "#lib/kernel/nearest-word.ts"
import { pagePaths } from "#lib/urls/contract.ts"

const NAMES_MAX = 3

/** Endpoints that are called almost as the one which is not there. */
export function NearMatches() {
  const t = useTranslations("states")
  const { workspace: escaped = "", endpoint = "" } = useParams<{ workspace?: string; endpoint?: string }>()
  const workspace = decodeURIComponent(escaped)
  const { data } = useApi(endpointsQuery(workspace), { isEnabled: workspace !== "" && endpoint !== "" })
  const known = data?.items.map(({ name }) => name) ?? []
  const names = nearWords(decodeURIComponent(endpoint), known).slice(0, NAMES_MAX)
  if (names.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-3">
      {t("nearMatches")}
      {names.map((name) => (
        <Link key={name} href={pagePaths.endpoint(workspace, name)} className="text-accent underline">
          {name}
        </Link>
      ))}
    </p>
  )
}
