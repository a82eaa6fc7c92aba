"use client"

import { useTranslations } from "use-intl/react"

import { useApi } from "#components/data/use-api.ts"
import { endpointsQuery } from "#components/data/queries.ts"
import { PageHeader } from "#components/ui/page-header.tsx"

export function HomeView({ workspace }: { readonly workspace: string }) {
  const t = useTranslations("titles")
  const endpoints = useApi(endpointsQuery(workspace))
  return (
    <>
      <PageHeader title={t("home")} />
      <p>{endpoints.data?.items.length}</p>
    </>
  )
}
