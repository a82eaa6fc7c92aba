"use client"

import Link from "next/link"
import { useTranslations } from "use-intl/react"

import { Elapsed } from "#components/ui/elapsed.tsx"
import { StatusChip } from "#components/ui/status-chip.tsx"
import type { StatusWord } from "#components/ui/status-chip.tsx"
import { Time } from "#components/ui/time.tsx"
import type { OperationKind, OperationStatus, OperationView } from "#lib/operations/contract.ts"

import { CancelOperation } from "./cancel-operation.tsx"
import { operationPath } from "./operation-path.ts"
import { useOperationTitle } from "./use-operation-title.ts"

const WORDS = {
  InProgress: "inProgress",
  Succeeded: "succeeded",
  Failed: "operationFailed",
  Canceled: "canceled",
} as const satisfies Record<OperationStatus, StatusWord>
/** What starts instances; everything else takes effect at once. */
const CANCELABLE: ReadonlySet<OperationKind> = new Set(["deployment.create", "deployment.update", "deployment.restore"])

interface OperationItemProps {
  readonly workspace: string
  readonly operation: OperationView
  readonly onNavigate: () => void
}

/** One operation: what it does, where it is, how long it takes, why it failed. */
export function OperationItem({ workspace, operation, onNavigate }: OperationItemProps) {
  const t = useTranslations("operations")
  const titleOf = useOperationTitle()
  const { status, progress, error, created_by, created_at, finished_at } = operation
  const isRunning = status === "InProgress"
  const isCancelable = CANCELABLE.has(operation.kind)
  return (
    <li className="flex flex-col gap-1 border-b border-line px-3 py-2 last:border-b-0">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <Link
          href={operationPath(workspace, operation)}
          className="min-w-0 font-medium hover:underline"
          onClick={onNavigate}
        >
          {titleOf(operation)}
        </Link>
        <StatusChip status={WORDS[status]} />
      </div>
      {isRunning && (
        <p>
          {progress.message ??
            t("progress", { ready: progress.ready_instances ?? 0, wanted: progress.wanted_instances ?? 0 })}
        </p>
      )}
      {error && <p className={status === "Failed" ? "text-bad" : "text-fg-2"}>{error.message}</p>}
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-fg-2">
        <span className="flex flex-wrap gap-x-2">
          <Elapsed from={created_at} to={finished_at} />
          <span>
            <Time at={finished_at ?? created_at} isRelative />
          </span>
          <span className="break-all">{created_by}</span>
        </span>
        {isRunning && isCancelable && <CancelOperation workspace={workspace} operation={operation} />}
      </div>
    </li>
  )
}
