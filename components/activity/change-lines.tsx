"use client"

import Link from "next/link"
import { useTranslations } from "use-intl/react"

import { resultWord } from "#components/operations/result-word.ts"
import { StatusChip } from "#components/ui/status-chip.tsx"
import { Time } from "#components/ui/time.tsx"
import type { ActivityView } from "#lib/operations/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { diffRows } from "./diff-rows.ts"
import { TypeIcon } from "./type-icon.tsx"
import { useChangeTitle } from "./use-change-title.ts"

interface ChangeLinesProps {
  readonly workspace: string
  readonly changes: readonly ActivityView[]
}

/** A few changes, a line each, that lead to all that is known of them. */
export function ChangeLines({ workspace, changes }: ChangeLinesProps) {
  const titleOf = useChangeTitle()
  return (
    <ol className="flex flex-col divide-y divide-line">
      {changes.map((change) => (
        <li key={change.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <span className="flex min-w-0 flex-1 basis-64 items-start gap-2">
            <span className="mt-0.5">
              <TypeIcon action={change.action} />
            </span>
            <span className="min-w-0">
              <Link
                href={`${pagePaths.activity(workspace)}?t=${change.id}`}
                className="inline-block min-h-6 rounded-sm wrap-anywhere hover:underline"
              >
                {titleOf(change)}
              </Link>
              <ChangeGist change={change} />
            </span>
          </span>
          {change.result !== "Succeeded" && <StatusChip status={resultWord(change.result)} />}
          <span className="text-sm wrap-anywhere text-fg-2">{change.actor}</span>
          <span className="text-sm text-fg-2">
            <Time at={change.at} isRelative />
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The one thing to know of it: why it failed, where it stands, how shares moved, or its reason. */
function ChangeGist({ change }: { readonly change: ActivityView }) {
  const t = useTranslations("activity")
  const { operation, result, action, diff, message } = change
  if (operation?.error) return <span className="line-clamp-2 text-sm text-fg-2">{operation.error.message}</span>
  if (result === "InProgress" && operation?.progress.message) {
    return <span className="block text-sm text-fg-2">{operation.progress.message}</span>
  }
  const shares = action === "traffic.update" ? diffRows(action, diff) : []
  const text = shares.map((row) => t("share", { name: row.field, before: row.before ?? "", after: row.after ?? "" }))
  const gist = [...text, message].filter((one) => one !== "").join(" · ")
  return gist === "" ? null : <span className="line-clamp-2 text-sm text-fg-2">{gist}</span>
}
