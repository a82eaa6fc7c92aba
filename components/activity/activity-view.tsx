"use client"

import { useTranslations } from "use-intl/react"

import { PageHeader } from "#components/ui/page-header.tsx"

import { ActivityTimeline } from "./activity-timeline.tsx"

/** The history of a workspace. */
export function ActivityView({ workspace }: { readonly workspace: string }) {
  const t = useTranslations()
  return (
    <>
      <PageHeader title={t("titles.activity")} description={t("activity.hint")} />
      <ActivityTimeline workspace={workspace} />
    </>
  )
}
