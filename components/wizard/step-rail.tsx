"use client"

import { Circle, CircleCheck, OctagonX, TriangleAlert } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { cx } from "#components/ui/cx.ts"

import type { Step } from "./step.ts"

const LOOKS = {
  todo: { icon: Circle, colour: "text-mute" },
  done: { icon: CircleCheck, colour: "text-ok" },
  warning: { icon: TriangleAlert, colour: "text-warn" },
  error: { icon: OctagonX, colour: "text-bad" },
} as const

interface StepRailProps<Id extends string> {
  readonly steps: ReadonlyArray<Step<Id>>
  readonly current: Id
  readonly onGo: (id: Id) => void
}

/** The steps and how each stands; any can be opened at any time. */
export function StepRail<Id extends string>({ steps, current, onGo }: StepRailProps<Id>) {
  const t = useTranslations("wizard")
  return (
    <nav aria-label={t("steps")}>
      <ol className="flex gap-1 max-lg:flex-wrap lg:flex-col">
        {steps.map(({ id, title, state }, index) => {
          const { icon: Icon, colour } = LOOKS[state]
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === current ? "step" : undefined}
                aria-keyshortcuts={`Alt+${index + 1}`}
                onClick={() => onGo(id)}
                className={cx(
                  "touch-target flex min-h-9 w-full items-center gap-2 rounded-md border px-2 text-left hover:bg-panel-2",
                  id === current ? "border-accent bg-accent-soft font-medium" : "border-transparent",
                )}
              >
                <Icon aria-hidden className={cx("size-4 shrink-0", colour)} />
                <span className={cx(id !== current && "max-sm:sr-only")}>{title}</span>
                <span className="sr-only">{t(`state.${state}`)}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
