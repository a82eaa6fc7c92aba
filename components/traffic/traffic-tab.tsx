"use client"

import { useTranslations } from "use-intl/react"

import { Callout } from "#components/ui/callout.tsx"

import { splitBefore } from "./split-before.ts"
import { SplitEditor } from "./split-editor.tsx"
import { TrafficHistory } from "./traffic-history.tsx"
import type { TrafficPageData } from "./traffic-page-data.ts"
import { useSplitDraft } from "./use-split-draft.ts"
import { useTrafficMode } from "./use-traffic-mode.ts"
import { WatchBanner } from "./watch-banner.tsx"

/** Change, watch and history of an endpoint's split. */
export function TrafficTab({ data }: { readonly data: TrafficPageData }) {
  const t = useTranslations("traffic")
  const [mode, setMode] = useTrafficMode()
  const { deployments, revisions, traffic } = data
  const names = deployments.map(({ name }) => name)
  const lastLive = revisions.find(({ traffic: shares }) => names.some((name) => (shares[name] ?? 0) > 0))
  const firstReady = deployments.find(({ readyInstances }) => readyInstances > 0) ?? deployments[0]
  const isWhole = lastLive && names.reduce((sum, name) => sum + (lastLive.traffic[name] ?? 0), 0) === 100
  const draft = useSplitDraft({
    names,
    current: traffic.traffic,
    // With one or two there is nothing to balance by hand: what one has not, the other has.
    mode: deployments.length > 2 ? mode : "balanced",
    whenOn: isWhole ? lastLive.traffic : { [firstReady?.name ?? ""]: 100 },
  })
  const [newest] = revisions
  const previous = splitBefore(revisions)
  const isOff = deployments.every(({ currentPercent }) => currentPercent === 0)
  const isDown = deployments.every(({ readyInstances }) => readyInstances === 0)
  return (
    <>
      {newest && previous && <WatchBanner key={newest.number} data={data} revision={newest} previous={previous} />}
      {isOff && (
        <Callout tone="info" title={t("off")}>
          <p>{t("offHint")}</p>
        </Callout>
      )}
      {isDown && !isOff && (
        <Callout tone="bad" title={t("allDown")}>
          <p>{t("allDownHint")}</p>
        </Callout>
      )}
      <SplitEditor data={data} draft={draft} mode={mode} onMode={setMode} />
      <TrafficHistory data={data} draft={draft} />
    </>
  )
}
