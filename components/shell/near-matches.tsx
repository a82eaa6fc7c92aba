"use client"

import Link from "next/link"
import { useParams } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { endpointsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { nearNames } from "./near-names.ts"

/** Endpoints that are called almost as the one which is not there. */
export function NearMatches() {
  const t = useTranslations("states")
  const { workspace: escaped = "", endpoint = "" } = useParams<{ workspace?: string; endpoint?: string }>()
  const workspace = decodeURIComponent(escaped)
  const { data } = useApi(endpointsQuery(workspace), { isEnabled: workspace !== "" && endpoint !== "" })
  const names = nearNames(decodeURIComponent(endpoint), data?.items.map(({ name }) => name) ?? [])
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
