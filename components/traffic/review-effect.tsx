"use client"

import { useTranslations } from "use-intl/react"

import { DeploymentMark } from "#components/deployments/deployment-mark.tsx"
import { Table } from "#components/ui/table.tsx"

import { ShareChange } from "./share-change.tsx"
import { TrafficBar } from "./traffic-bar.tsx"
import type { TrafficPageData } from "./traffic-page-data.ts"
import type { SplitDraft } from "./use-split-draft.ts"

interface ReviewEffectProps {
  readonly data: TrafficPageData
  readonly draft: SplitDraft
}

/** What a change moves: as picture, as table, and in words. */
export function ReviewEffect({ data, draft }: ReviewEffectProps) {
  const t = useTranslations("traffic")
  const rows = data.deployments.map((deployment) => ({
    ...deployment,
    after: draft.rows.find(({ name }) => name === deployment.name)?.percent ?? 0,
  }))
  const moved = rows.filter(({ after, currentPercent }) => after !== currentPercent)
  return (
    <>
      <div className="grid grid-cols-[max-content_1fr] items-center gap-x-3 gap-y-1">
        <span className="text-fg-2">{t("now")}</span>
        <TrafficBar shares={rows.map(({ name, currentPercent }) => ({ name, percent: currentPercent }))} />
        <span className="text-fg-2">{t("then")}</span>
        <TrafficBar shares={rows.map(({ name, after }) => ({ name, percent: after }))} />
      </div>
      <Table
        caption={t("effectTable")}
        rows={rows.filter(({ after, currentPercent }) => after > 0 || currentPercent > 0)}
        rowKey={({ name }) => name}
        columns={[
          {
            id: "name",
            header: t("deployment"),
            cell: ({ name, look, model }) => (
              <span className="inline-flex flex-wrap items-center gap-x-2">
                <DeploymentMark look={look} />
                <span className="font-medium">{name}</span>
                {model !== null && <span className="text-sm text-fg-2">{model}</span>}
              </span>
            ),
          },
          {
            id: "change",
            header: t("shareHeader"),
            cell: ({ after, currentPercent }) => <ShareChange before={currentPercent} after={after} />,
          },
          {
            id: "ready",
            header: t("instances"),
            cell: ({ readyInstances, wantedInstances }) =>
              t("ready", { ready: readyInstances, wanted: wantedInstances }),
          },
        ]}
      />
      <ul className="list-disc pl-5">
        {draft.isOff && <li>{t("effectOff")}</li>}
        {!draft.isOff &&
          moved.map(({ name, after, currentPercent }) => (
            <li key={name}>
              {after === 0
                ? t("effectNone", { name })
                : t(after > currentPercent ? "effectMore" : "effectLess", { name, after, before: currentPercent })}
            </li>
          ))}
        <li>{t("effectWhen")}</li>
      </ul>
    </>
  )
}
