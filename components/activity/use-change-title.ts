"use client"

import { useTranslations } from "use-intl/react"

import type { ActivityView } from "#lib/operations/contract.ts"

/** What a change does, as a phrase: "Change traffic of fraud". */
export function useChangeTitle(): (change: Pick<ActivityView, "action" | "target">) => string {
  const t = useTranslations("activity")
  return ({ action, target }) => t("title", { action: action.replace(".", "_"), name: target.name })
}
