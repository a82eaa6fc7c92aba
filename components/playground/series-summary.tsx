"use client"

import { useFormatter, useTranslations } from "use-intl/react"

import { Facts, Panel } from "#components/ui/panel.tsx"

import type { Run } from "./kept-runs.ts"
import { summariseRuns } from "./summarise-runs.ts"

/** What a series of requests says as a whole. */
export function SeriesSummary({ runs }: { readonly runs: readonly Run[] }) {
  const t = useTranslations("test")
  const format = useFormatter()
  const summary = summariseRuns(
    runs.map(({ result }) => ({
      status: result.status,
      durationMs: result.duration_ms,
      deployment: result.deployment,
    })),
  )
  if (!summary) return null
  const ms = (value: number) => t("ms", { value: format.number(value, { maximumFractionDigits: 1 }) })
  const split = summary.byDeployment.map(({ deployment, count }) =>
    t("answeredBy", { deployment: deployment ?? t("gateway"), count }),
  )
  return (
    <Panel title={t("series", { count: summary.count })}>
      <Facts
        facts={[
          [t("failedOf"), t("failedCount", { failed: summary.failed, count: summary.count })],
          [t("p50"), ms(summary.p50Ms)],
          [t("p95"), ms(summary.p95Ms)],
          [t("slowest"), ms(summary.maxMs)],
          [t("answeredWho"), format.list(split)],
        ]}
      />
    </Panel>
  )
}
