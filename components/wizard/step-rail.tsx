"use client"

import { Circle, CircleCheck, OctagonX, TriangleAlert } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
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
        {steps.map((step, index) => (
          <RailStep
            key={step.id}
            step={step}
            number={index + 1}
            isCurrent={step.id === current}
            onOpen={() => onGo(step.id)}
          />
        ))}
      </ol>
    </nav>
  )
}

interface RailStepProps {
  readonly step: Step
  readonly number: number
  readonly isCurrent: boolean
  readonly onOpen: () => void
}

function RailStep({ step: { title, state }, number, isCurrent, onOpen }: RailStepProps) {
  const t = useTranslations("wizard")
  useShortcut({ keys: `alt+${number}`, label: t("goTo", { step: title }), run: onOpen })
  const { icon: Icon, colour } = LOOKS[state]
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent ? "step" : undefined}
        aria-keyshortcuts={`Alt+${number}`}
        onClick={onOpen}
        className={cx(
          "touch-target flex min-h-9 w-full items-center gap-2 rounded-md border px-2 text-left hover:bg-panel-2",
          isCurrent ? "border-accent bg-accent-soft font-medium" : "border-transparent",
        )}
      >
        <Icon aria-hidden className={cx("size-4 shrink-0", colour)} />
        <span className={cx(!isCurrent && "max-sm:sr-only")}>{title}</span>
        <span className="sr-only">{t(`state.${state}`)}</span>
      </button>
    </li>
  )
}
