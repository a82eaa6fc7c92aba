"use client"

import { Circle, CircleCheck, LoaderCircle, OctagonX } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { cx } from "#components/ui/cx.ts"
import type { TimelineStep } from "#lib/deployments/contract.ts"

import { TimeSpan } from "./time-span.tsx"

const LOOKS = {
  done: { icon: CircleCheck, colour: "text-ok", bar: "bg-ok" },
  running: { icon: LoaderCircle, colour: "text-info animate-spin", bar: "bg-info" },
  failed: { icon: OctagonX, colour: "text-bad", bar: "bg-bad" },
  waiting: { icon: Circle, colour: "text-mute", bar: "bg-line" },
} as const

interface PhaseTimelineProps {
  /** Names it: whose start it is. */
  readonly label: string
  readonly steps: readonly TimelineStep[]
}

/** The steps of a start below each other, each with its state, its time, and the time as a bar: what is slow is seen. */
export function PhaseTimeline({ label, steps }: PhaseTimelineProps) {
  const t = useTranslations("deployments")
  const longestMs = Math.max(1, ...steps.map(({ ms }) => ms ?? 0))
  return (
    <ol aria-label={label} className="flex flex-col gap-1">
      {steps.map(({ step, state, ms }) => {
        const { icon: Icon, colour, bar } = LOOKS[state]
        return (
          <li
            key={step}
            aria-current={state === "running" ? "step" : undefined}
            className="grid min-h-6 grid-cols-[1rem_minmax(7rem,10rem)_1fr_auto] items-center gap-2 max-[480px]:grid-cols-[1rem_1fr_auto]"
          >
            <Icon aria-hidden className={cx("size-4", colour)} />
            <span className={cx("min-w-0", state === "waiting" && "text-fg-2", state === "running" && "font-medium")}>
              {t(`step.${step}`)}
              <span className="sr-only"> {t(`stepState.${state}`)}</span>
            </span>
            <span aria-hidden className="h-2 max-[480px]:hidden">
              {ms !== null && (
                <span
                  className={cx("block h-full min-w-0.5 rounded-sm", bar)}
                  style={{ width: `${(100 * ms) / longestMs}%` }}
                />
              )}
            </span>
            <span className="text-right text-sm text-fg-2">{ms !== null && <TimeSpan ms={ms} />}</span>
          </li>
        )
      })}
    </ol>
  )
}
