"use client"

import { useFormatter, useTranslations } from "use-intl/react"

import { Table } from "#components/ui/table.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

/** How long and how much each deployment takes before it refuses. */
export function DeploymentLimits({ deployments }: { readonly deployments: readonly OnlineDeploymentView[] }) {
  const t = useTranslations("consume")
  const format = useFormatter()
  if (deployments.length === 0) return <p className="text-fg-2">{t("noDeployments")}</p>
  return (
    <Table
      caption={t("limits")}
      rows={deployments}
      rowKey={({ name }) => name}
      columns={[
        { id: "name", header: t("deployment"), cell: ({ name }) => name },
        {
          id: "timeout",
          header: t("timeout"),
          isNumber: true,
          cell: ({ request_settings: { request_timeout_ms: ms } }) =>
            t("seconds", { seconds: format.number(ms / 1000, { maximumFractionDigits: 3 }) }),
        },
        {
          id: "concurrency",
          header: t("concurrency"),
          isNumber: true,
          cell: ({ request_settings: { max_concurrent_requests_per_instance: each }, instance_count: instances }) =>
            t("perInstance", { each, instances }),
        },
        {
          id: "pending",
          header: t("pending"),
          isNumber: true,
          // What the gateway lets in before it answers 429: those being served, and as many that wait.
          cell: ({ request_settings: { max_concurrent_requests_per_instance: each }, instance_count: instances }) =>
            format.number(2 * each * instances),
        },
      ]}
    />
  )
}
