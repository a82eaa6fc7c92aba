"use client"

import { useRouter } from "next/navigation"
import { useEffect, useEffectEvent, useRef } from "react"
import { useTranslations } from "use-intl/react"

import { operationsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { useViewer } from "#components/identity/viewer.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { OperationView } from "#lib/operations/contract.ts"

import { isNotifying, notify } from "./browser-notices.ts"
import { endedSince } from "./ended-since.ts"
import { operationPath } from "./operation-path.ts"
import { useOperationTitle } from "./use-operation-title.ts"

/** Says politely that an operation which this person started has ended, with the way to what it changed. */
export function OperationNews({ workspace }: { readonly workspace: string }) {
  const t = useTranslations("operations")
  const router = useRouter()
  const toasts = useToasts()
  const titleOf = useOperationTitle()
  const { me } = useViewer()
  const { data } = useApi(operationsQuery(workspace))
  const seen = useRef<{ running: ReadonlySet<string>; told: Set<string>; sinceMs: number } | null>(null)

  const tell = useEffectEvent((operation: OperationView) => {
    const title = t("ended", { title: titleOf(operation), status: operation.status })
    const open = () => router.push(operationPath(workspace, operation))
    const why = operation.error?.message
    if (document.hidden && isNotifying()) notify(title, why, open)
    toasts.add({
      id: operation.id,
      title,
      ...(why === undefined ? {} : { description: why }),
      // What failed stays until it is read.
      ...(operation.status === "Failed" ? { timeout: 0 } : {}),
      actionProps: { children: t("open"), onClick: open },
    })
  })
  const compare = useEffectEvent((operations: readonly OperationView[]) => {
    const before = seen.current ?? { running: new Set<string>(), told: new Set<string>(), sinceMs: Date.now() }
    for (const operation of endedSince({ ...before, operations, person: me.user.email })) {
      if (before.told.has(operation.id)) continue
      before.told.add(operation.id)
      tell(operation)
    }
    const running = operations.filter(({ status }) => status === "InProgress").map(({ id }) => id)
    seen.current = { ...before, running: new Set(running) }
  })
  // The outside systems are the toasts and the browser's notices: they are told of what changed, not of what is.
  useEffect(() => {
    if (data) compare(data.items)
  }, [data])
  return null
}
