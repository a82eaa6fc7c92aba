"use client"

import { RotateCcw } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { requestCountsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { Keys } from "#components/shortcuts/keys.tsx"
import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Time } from "#components/ui/time.tsx"
import { useClock } from "#components/ui/use-clock.ts"
import type { TrafficRevisionView } from "#lib/traffic/contract.ts"

import { AnswerFacts } from "./answer-facts.tsx"
import { countAnswers } from "./count-answers.ts"
import type { TrafficPageData } from "./traffic-page-data.ts"
import { useRollBack } from "./use-roll-back.ts"
import { useSplitText } from "./use-split-text.ts"
import { useWatch } from "./use-watch.ts"

const COUNT_MS = 5000
const TICK_MS = 1000

interface WatchBannerProps {
  readonly data: TrafficPageData
  readonly revision: TrafficRevisionView
  /** What was in force before it, and what a rollback brings back. */
  readonly previous: TrafficRevisionView
}

/** Watches the newest change for five minutes: how the deployment that got more answers, and the way back. */
export function WatchBanner({ data, revision, previous }: WatchBannerProps) {
  const t = useTranslations("traffic")
  const errorText = useErrorText()
  const splitText = useSplitText()
  const permission = usePermission("traffic/write")
  const { record, keep } = useWatch({ ...data, revision })
  const now = useClock(TICK_MS)
  const leftMs = record ? record.untilMs - now.getTime() : 0
  const isWatched = record !== null && !record.isKept && leftMs > 0
  const counts = useApi(requestCountsQuery(data.workspace, data.endpoint), {
    isEnabled: isWatched,
    ...(isWatched ? { everyMs: COUNT_MS } : {}),
  })
  const rollBack = useRollBack(data, keep)
  const run = () => rollBack.mutate({ number: previous.number })
  const isReturn = revision.copied_from !== null
  const canRollBack = isWatched && permission.isAllowed && !rollBack.isPending && !isReturn
  useShortcut({ keys: "R", label: t("rollBack"), run, isEnabled: canRollBack })
  if (!isWatched) return null

  const candidate = data.deployments
    .map(({ name }) => ({ name, rise: (revision.traffic[name] ?? 0) - (previous.traffic[name] ?? 0) }))
    .reduce((most, one) => (one.rise > most.rise ? one : most), { name: "", rise: 0 })
  const left = { minutes: Math.floor(leftMs / 60_000), seconds: Math.floor(leftMs / 1000) % 60 }
  return (
    <Callout
      tone="info"
      title={
        revision.copied_from === null
          ? t("watching", { split: splitText(revision.traffic) })
          : t("returned", { number: revision.copied_from, split: splitText(revision.traffic) })
      }
      actions={
        <>
          {!isReturn && (
            <GatedButton
              permission={permission}
              size="sm"
              variant="danger"
              icon={<RotateCcw aria-hidden className="size-3.5" />}
              isPending={rollBack.isPending}
              onClick={run}
            >
              {t("rollBackTo", { split: splitText(previous.traffic) })}
              <span aria-hidden className="max-sm:hidden pointer-coarse:hidden">
                <Keys keys="Shift+R" />
              </span>
            </GatedButton>
          )}
          <Button size="sm" onClick={keep}>
            {t("keep")}
          </Button>
        </>
      }
    >
      {candidate.rise > 0 && counts.data && (
        <AnswerFacts
          name={candidate.name}
          answers={countAnswers(counts.data.items, candidate.name, record.counts)}
          since={new Date(record.sinceMs)}
        />
      )}
      <p className="text-sm text-fg-2">
        {revision.created_by} · <Time at={revision.created_at} isRelative /> · {t("watchedFor", left)}
      </p>
      {rollBack.error && (
        <p role="alert" className="text-bad">
          {t("notRolledBack")} {errorText(rollBack.error)}
        </p>
      )}
    </Callout>
  )
}
