"use client"

import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Table } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"
import { compareSplits, isSameSplit } from "#lib/traffic/contract.ts"

import type { TrafficPageData } from "./traffic-page-data.ts"
import { useSplitText } from "./use-split-text.ts"
import type { SplitDraft } from "./use-split-draft.ts"

interface ConflictCalloutProps {
  readonly data: TrafficPageData
  readonly draft: SplitDraft
}

/** Somebody else changed the split while this person did: who, when, and both changes side by side. Nothing is lost. */
export function ConflictCallout({ data, draft }: ConflictCalloutProps) {
  const t = useTranslations("traffic")
  const splitText = useSplitText()
  const names = data.deployments.map(({ name }) => name)
  const theirs = data.traffic.traffic
  const mine = Object.fromEntries(draft.rows.map(({ name, percent }) => [name, percent]))
  const rows = compareSplits(names, { base: draft.base, mine, theirs })
  const [newest] = data.revisions
  const by = newest && isSameSplit(names, newest.traffic, theirs) ? newest : null
  const percent = (share: number) => t("percent", { percent: share })
  return (
    <Callout
      tone="warn"
      isAlert
      title={t("overtaken", { who: by?.created_by ?? t("someone"), split: splitText(theirs) })}
      actions={
        <>
          <Button
            size="sm"
            onClick={() => draft.rebase(Object.fromEntries(rows.map(({ name, merged }) => [name, merged])))}
          >
            {t("rebase")}
          </Button>
          <Button size="sm" variant="ghost" onClick={draft.discard}>
            {t("discardMine")}
          </Button>
        </>
      }
    >
      {by && (
        <p>
          <Time at={by.created_at} isRelative />
          {by.reason !== "" && ` · ${by.reason}`}
        </p>
      )}
      <Table
        caption={t("overtakenTable")}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { id: "name", header: t("deployment"), cell: ({ name }) => name },
          { id: "base", header: t("whenBegun"), isNumber: true, cell: ({ base }) => percent(base) },
          { id: "theirs", header: t("nowInForce"), isNumber: true, cell: (row) => percent(row.theirs) },
          { id: "mine", header: t("yours"), isNumber: true, cell: (row) => percent(row.mine) },
          {
            id: "merged",
            header: t("rebased"),
            isNumber: true,
            cell: ({ merged, isClash }) => (
              <>
                <strong>{percent(merged)}</strong>
                {isClash && <span className="text-sm text-warn"> {t("clash")}</span>}
              </>
            ),
          },
        ]}
      />
      <p className="text-sm">{t("rebaseHint")}</p>
    </Callout>
  )
}
