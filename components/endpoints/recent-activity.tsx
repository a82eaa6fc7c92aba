"use client"

import { useTranslations } from "use-intl/react"

import { endpointActivityQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import { StatusChip } from "#components/ui/status-chip.tsx"
import type { StatusWord } from "#components/ui/status-chip.tsx"
import { Time } from "#components/ui/time.tsx"
import type { ActivityView } from "#lib/operations/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { RECENT_CHANGES } from "./recent-changes.ts"

const RESULT_WORDS = {
  InProgress: "inProgress",
  Succeeded: "succeeded",
  Failed: "failed",
  Canceled: "canceled",
} as const satisfies Record<ActivityView["result"], StatusWord>

interface RecentActivityProps {
  readonly workspace: string
  readonly endpoint: string
}

/** What was changed last, by whom, and how it ended. */
export function RecentActivity({ workspace, endpoint }: RecentActivityProps) {
  const t = useTranslations("overview")
  const words = useTranslations("operations")
  const query = useApi(endpointActivityQuery(workspace, endpoint, RECENT_CHANGES))
  return (
    <Panel
      title={t("events")}
      actions={
        <ButtonLink size="sm" href={pagePaths.endpointTab(workspace, endpoint, "activity")}>
          {t("allEvents")}
        </ButtonLink>
      }
    >
      <QueryBlock
        query={query}
        what={t("eventsWhat")}
        skeletonRows={RECENT_CHANGES}
        empty={{ isEmpty: ({ items }) => items.length === 0, content: <p className="text-fg-2">{t("noEvents")}</p> }}
      >
        {({ items }) => (
          <ol className="flex flex-col divide-y divide-line">
            {items.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
                <StatusChip status={RESULT_WORDS[one.result]} />
                <span className="min-w-0 flex-1 basis-48">
                  {words("title", { kind: one.action.replace(".", "_"), name: one.target.name })}
                </span>
                <span className="text-sm text-fg-2">
                  {one.actor} · <Time at={one.at} isRelative />
                </span>
              </li>
            ))}
          </ol>
        )}
      </QueryBlock>
    </Panel>
  )
}
