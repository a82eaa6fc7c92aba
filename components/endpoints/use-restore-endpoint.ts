"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "use-intl/react"

import { toApiError } from "#components/data/api-error.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { useToasts } from "#components/ui/toasts.tsx"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

interface Deleted {
  readonly id: string
  readonly name: string
}

/** Takes a deletion back, from wherever the person is by then: it outlives the page that deleted. */
export function useRestoreEndpoint(workspace: string): (deleted: Deleted) => Promise<void> {
  const t = useTranslations("endpointSettings.deleteDialog")
  const text = useErrorText()
  const toasts = useToasts()
  const client = useQueryClient()
  return async ({ id, name }) => {
    try {
      await sendJson("POST", fillPath(apiPaths.restoreEndpoint, { workspace, id }), { body: {} })
      toasts.add({ title: t("restored", { name }) })
    } catch (error) {
      toasts.add({ title: t("restoreFailed", { name }), description: text(toApiError(error)) })
    }
    await client.invalidateQueries()
  }
}
