"use client"

import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { useToasts } from "#components/ui/toasts.tsx"
import type { OperationView } from "#lib/operations/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import { useOperationTitle } from "./use-operation-title.ts"

interface CancelOperationProps {
  readonly workspace: string
  readonly operation: OperationView
}

/** Ends what an operation has begun; what served before goes on. */
export function CancelOperation({ workspace, operation }: CancelOperationProps) {
  const t = useTranslations()
  const text = useErrorText()
  const toasts = useToasts()
  const titleOf = useOperationTitle()
  const permission = usePermission("operations/cancel")
  const path = fillPath(apiPaths.cancelOperation, { workspace, operation: operation.id })
  const cancel = useChange(async () => await sendJson<OperationView>("POST", path), {
    onFailed: (error) => toasts.add({ title: t("operations.cancelFailed"), description: text(error) }),
  })
  return (
    <GatedButton
      permission={permission}
      size="sm"
      aria-label={t("operations.cancel", { title: titleOf(operation) })}
      isPending={cancel.isPending}
      onClick={() => cancel.mutate()}
    >
      {t("common.cancel")}
    </GatedButton>
  )
}
