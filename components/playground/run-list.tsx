"use client"

import { useFormatter, useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Table } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"

import type { Run } from "./kept-runs.ts"

const SHOWN = 10

interface RunListProps {
  /** Newest first. */
  readonly runs: readonly Run[]
  readonly onOpen: (run: Run) => void
  readonly onClear: () => void
}

/** Requests of the past, to be looked at again. */
export function RunList({ runs, onOpen, onClear }: RunListProps) {
  const t = useTranslations("test")
  const format = useFormatter()
  return (
    <>
      <Table
        caption={t("history")}
        rows={runs.slice(0, SHOWN)}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "at",
            header: t("at"),
            cell: (run) => (
              <button type="button" className="text-left text-accent underline" onClick={() => onOpen(run)}>
                <Time at={new Date(run.atMs).toISOString()} isRelative />
              </button>
            ),
          },
          { id: "status", header: t("statusColumn"), cell: ({ result }) => result.status },
          { id: "deployment", header: t("deployment"), cell: ({ result }) => result.deployment ?? t("gateway") },
          {
            id: "total",
            header: t("total"),
            isNumber: true,
            cell: ({ result }) => t("ms", { value: format.number(result.duration_ms, { maximumFractionDigits: 1 }) }),
          },
        ]}
      />
      <div>
        <Button size="sm" onClick={onClear}>
          {t("clearHistory")}
        </Button>
      </div>
    </>
  )
}
