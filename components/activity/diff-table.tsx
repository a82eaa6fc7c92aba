"use client"

import { useTranslations } from "use-intl/react"

import { Table } from "#components/ui/table.tsx"
import type { Column } from "#components/ui/table.tsx"
import type { ActivityView } from "#lib/operations/contract.ts"

import { diffRows } from "./diff-rows.ts"
import type { DiffRow } from "./diff-rows.ts"

/** What was before and what is after, for each value that differs. */
export function DiffTable({ change: { action, diff } }: { readonly change: Pick<ActivityView, "action" | "diff"> }) {
  const t = useTranslations("activity")
  const rows = diffRows(action, diff)
  if (rows.length === 0) return <p className="text-fg-2">{t("noDiff")}</p>
  const columns: ReadonlyArray<Column<DiffRow>> = [
    { id: "field", header: t("field"), cell: ({ field }) => <code className="font-mono text-sm">{field}</code> },
    { id: "before", header: t("before"), cell: ({ before }) => <Value text={before} isGone /> },
    { id: "after", header: t("after"), cell: ({ after }) => <Value text={after} /> },
  ]
  return (
    <div className="rounded-md border border-line bg-panel max-sm:px-2">
      <Table caption={t("diff")} columns={columns} rows={rows} rowKey={({ field }) => field} />
    </div>
  )
}

function Value({ text, isGone = false }: { readonly text: string | null; readonly isGone?: boolean }) {
  const t = useTranslations("activity")
  if (text === null) return <span className="text-fg-2">{t("nothing")}</span>
  const Tag = isGone ? "del" : "ins"
  return <Tag className="font-mono text-sm wrap-anywhere whitespace-pre-wrap no-underline">{text}</Tag>
}
