"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { Button } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { EmptyState } from "#components/ui/states.tsx"
import { Table } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"
import type { TrafficRevisionView } from "#lib/traffic/contract.ts"

import { RevisionSplit } from "./revision-split.tsx"
import { RollBackDialog } from "./roll-back-dialog.tsx"
import type { TrafficPageData } from "./traffic-page-data.ts"
import type { SplitDraft } from "./use-split-draft.ts"

const ROWS_FIRST = 10

interface TrafficHistoryProps {
  readonly data: TrafficPageData
  readonly draft: SplitDraft
}

/** Every split there was: who, when, why, what it changed, and the way back to it. */
export function TrafficHistory({ data, draft }: TrafficHistoryProps) {
  const t = useTranslations("traffic")
  const permission = usePermission("traffic/write")
  const [isLong, setLong] = useState(false)
  const [chosen, setChosen] = useState<TrafficRevisionView | null>(null)
  const names = data.deployments.map(({ name }) => name)
  const { revisions } = data
  const rows = isLong ? revisions : revisions.slice(0, ROWS_FIRST)
  return (
    <div id="history" className="scroll-mt-16">
      <Panel title={t("history")}>
        {revisions.length === 0 ? (
          <EmptyState title={t("noHistory")} />
        ) : (
          <Table
            caption={t("history")}
            rows={rows}
            rowKey={({ number }) => String(number)}
            columns={[
              { id: "number", header: t("revisionHeader"), cell: ({ number }) => number },
              {
                id: "split",
                header: t("split"),
                cell: (revision) => (
                  <RevisionSplit
                    names={names}
                    revision={revision}
                    before={revisions.find(({ number }) => number === revision.number - 1)}
                  />
                ),
              },
              { id: "reason", header: t("reason"), cell: (row) => (row.reason === "" ? t("noReason") : row.reason) },
              { id: "who", header: t("who"), cell: (row) => row.created_by },
              { id: "when", header: t("when"), cell: (row) => <Time at={row.created_at} isRelative /> },
              {
                id: "back",
                header: <span className="sr-only">{t("rollBack")}</span>,
                cell: (row) =>
                  row === revisions[0] ? (
                    <span className="text-fg-2">{t("inForce")}</span>
                  ) : (
                    <GatedButton
                      permission={permission}
                      size="sm"
                      aria-label={t("rollBackToThisRevision", { number: row.number })}
                      onClick={() => setChosen(row)}
                    >
                      {t("rollBackToThis")}
                    </GatedButton>
                  ),
              },
            ]}
          />
        )}
        {!isLong && revisions.length > ROWS_FIRST && (
          <Button className="self-start" onClick={() => setLong(true)}>
            {t("olderRevisions", { count: revisions.length - ROWS_FIRST })}
          </Button>
        )}
      </Panel>
      <RollBackDialog data={data} revision={chosen} onClose={() => setChosen(null)} onEdit={draft.rebase} />
    </div>
  )
}
