"use client"

import { useTranslations } from "use-intl/react"

import { ButtonLink } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { useClock } from "#components/ui/use-clock.ts"
import { isStartStuck, startBudgetSeconds, startTimeline } from "#lib/deployments/contract.ts"
import type { InstanceHistoryView, OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { InstanceEndText } from "./instance-end-text.tsx"
import { deploymentLogHref } from "./log-href.ts"
import { PhaseTimeline } from "./phase-timeline.tsx"
import { TimeSpan } from "./time-span.tsx"

const TICK_MS = 500
/** Characters of an id's end that tell instances apart. */
const ID_SHOWN = 6
const STARTING = new Set<string>(["Pending", "Starting"])

interface InstanceCardProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
  readonly instance: InstanceHistoryView
  /** How long starts took that came to their end, milliseconds. */
  readonly earlierMs: readonly number[]
}

/** One instance: what it does, how its start went step by step, how it ended. */
export function InstanceCard({ workspace, deployment, instance, earlierMs }: InstanceCardProps) {
  const t = useTranslations("deployments.instance")
  const { id, phase, generation, restarts, reason, last_exit: end, conditions } = instance
  const short = id.slice(-ID_SHOWN)
  const startMs = instance.phases_ms["start"]
  const why = reason === "" ? "" : t("reason", { reason })
  return (
    <article className="flex min-w-0 flex-col gap-3 rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium" title={id}>
          {t("heading", { id: short })}
        </h3>
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-fg-2">
          <span className="font-medium text-fg">{t("phase", { phase })}</span>
          <span>{t("revision", { generation })}</span>
          <span>{t("restarts", { count: restarts })}</span>
          {startMs !== undefined && (
            <span>{t.rich("total", { time: () => <TimeSpan key="time" ms={startMs} /> })}</span>
          )}
          {instance.has_logs && (
            <ButtonLink
              size="sm"
              href={`${deploymentLogHref(workspace, deployment.endpoint_name, deployment.name, "instance")}&${new URLSearchParams({ instance: id }).toString()}`}
              aria-label={`${t("log")}: ${t("heading", { id: short })}`}
            >
              {t("log")}
            </ButtonLink>
          )}
        </p>
      </div>
      {STARTING.has(phase) ? (
        <RunningStart
          deployment={deployment}
          instance={instance}
          earlierMs={earlierMs}
          label={t("timeline", { id: short })}
        />
      ) : (
        <PhaseTimeline
          label={t("timeline", { id: short })}
          steps={startTimeline(instance, { acceptedAtMs: 0, nowMs: 0 })}
        />
      )}
      {(why !== "" || end) && (
        <p>
          {why} {end && <InstanceEndText end={end} />}
        </p>
      )}
      {conditions.map(({ type, reason: condition, message }) => (
        <p key={`${type}/${condition}`} className="text-sm text-fg-2">
          {message}
        </p>
      ))}
    </article>
  )
}

interface RunningStartProps extends Omit<InstanceCardProps, "workspace"> {
  readonly label: string
}

/** A start under way: its time goes on, and one that takes unusually long says so. */
function RunningStart({ deployment, instance, earlierMs, label }: RunningStartProps) {
  const t = useTranslations("deployments.instance")
  const nowMs = useClock(TICK_MS).getTime()
  const steps = startTimeline(instance, { acceptedAtMs: Date.parse(deployment.updated_at), nowMs })
  const elapsedMs = instance.started_at === null ? 0 : nowMs - Date.parse(instance.started_at)
  const budgetMs = startBudgetSeconds(deployment.readiness_probe) * 1000
  return (
    <>
      <PhaseTimeline label={label} steps={steps} />
      {isStartStuck(elapsedMs, { earlierMs, budgetMs }) && <Callout tone="warn" title={t("stuck")} />}
    </>
  )
}
