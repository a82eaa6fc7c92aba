"use client"

import { useTranslations } from "use-intl/react"

import { newKey } from "#components/data/new-key.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useToasts } from "#components/ui/toasts.tsx"
import type { RollbackInput, TrafficView } from "#lib/traffic/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { TrafficPageData } from "./traffic-page-data.ts"

/** Brings an earlier split back as a new revision, says so, and offers the way forth again. */
export function useRollBack(
  { workspace, endpoint, revisions }: Pick<TrafficPageData, "workspace" | "endpoint" | "revisions">,
  onDone?: () => void,
) {
  const t = useTranslations("traffic")
  const toasts = useToasts()
  const path = fillPath(apiPaths.trafficRollback, { workspace, endpoint })
  const undo = useChange(
    async (number: number) => await sendJson<TrafficView>("POST", path, { body: { number }, idempotencyKey: newKey() }),
    { onFailed: () => toasts.add({ title: t("undoFailed") }) },
  )
  return useChange(
    async (body: RollbackInput) => await sendJson<TrafficView>("POST", path, { body, idempotencyKey: newKey() }),
    {
      onDone: (_answer, { number }) => {
        const left = revisions[0]?.number
        const id = toasts.add({
          title: t("rolledBack", { number: number ?? 0 }),
          description: t("rolledBackHint"),
          ...(left === undefined
            ? {}
            : {
                actionProps: {
                  children: t("undo"),
                  onClick: () => {
                    toasts.close(id)
                    undo.mutate(left)
                  },
                },
              }),
        })
        onDone?.()
      },
    },
  )
}
