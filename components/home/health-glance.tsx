"use client"

import Link from "next/link"
import { useTranslations } from "use-intl/react"

import { healthWord } from "#components/deployments/status-words.ts"
import { countHealth, HEALTH_ORDER } from "#components/endpoint-list/select-endpoints.ts"
import { Panel } from "#components/ui/panel.tsx"
import { StatusChip } from "#components/ui/status-chip.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

interface HealthGlanceProps {
  readonly workspace: string
  readonly endpoints: readonly OnlineEndpointView[]
}

/** How many endpoints are how well, each number leading to them. */
export function HealthGlance({ workspace, endpoints }: HealthGlanceProps) {
  const t = useTranslations()
  const counts = countHealth(endpoints)
  const present = HEALTH_ORDER.flatMap((health) => {
    const count = counts.get(health) ?? 0
    return count === 0 ? [] : [{ health, count }]
  })
  return (
    <Panel title={t("home.glance", { count: endpoints.length })}>
      <ul className="flex flex-col divide-y divide-line">
        {present.map(({ health, count }) => (
          <li key={health}>
            <Link
              href={`${pagePaths.endpoints(workspace)}?health=${health}`}
              className="touch-target flex min-h-9 items-center justify-between gap-3 rounded-sm px-1 hover:bg-panel-2"
            >
              <StatusChip status={healthWord(health)} />
              <span className="text-lg font-semibold">{t("endpoints.number", { value: count })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
