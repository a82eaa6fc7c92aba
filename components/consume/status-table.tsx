"use client"

import { useTranslations } from "use-intl/react"

import { Table } from "#components/ui/table.tsx"

/** Statuses that the gateway answers with (`docs/errors.md`), the same as Azure's for managed endpoints. */
export const GATEWAY_STATUSES = ["200", "401", "404", "408", "413", "424", "429", "503"] as const

/** What each status of an answer means and what to do about it. */
export function StatusTable() {
  const t = useTranslations("consume")
  return (
    <Table
      caption={t("statuses")}
      rows={GATEWAY_STATUSES}
      rowKey={(status) => status}
      columns={[
        { id: "status", header: t("status"), cell: (status) => <code className="font-mono">{status}</code> },
        { id: "meaning", header: t("meaning"), cell: (status) => t(`meanings.${status}`) },
      ]}
    />
  )
}
