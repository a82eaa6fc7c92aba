"use client"

import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { useToasts } from "#components/ui/toasts.tsx"
import type { SessionView } from "#lib/identity/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

/** Signs browsers out, and says how many. */
export function useEndSessions() {
  const t = useTranslations("me")
  const text = useErrorText()
  const toasts = useToasts()
  return useChange(
    async (sessions: readonly SessionView[]) =>
      await Promise.all(sessions.map(({ id }) => sendJson("DELETE", fillPath(apiPaths.session, { session: id })))),
    {
      onDone: (ended) => toasts.add({ title: t("ended", { count: ended.length }) }),
      onFailed: (error) => toasts.add({ title: t("endFailed"), description: text(error) }),
    },
  )
}
