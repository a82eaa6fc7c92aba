"use client"

import { useTranslations } from "use-intl/react"

import type { OperationView } from "#lib/operations/contract.ts"

/** What an operation does, as a phrase: "Create deployment fraud/blue". */
export function useOperationTitle(): (operation: Pick<OperationView, "kind" | "target">) => string {
  const t = useTranslations("operations")
  return ({ kind, target }) => t("title", { kind: kind.replace(".", "_"), name: target.name })
}
