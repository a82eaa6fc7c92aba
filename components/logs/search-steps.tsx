"use client"

import { ArrowDown, ArrowUp } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Checkbox } from "#components/ui/controls.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { SettledStatus } from "#components/ui/settled-status.tsx"

interface SearchStepsProps {
  readonly found: number
  /** Which of them is chosen, from 1; 0: none of them. */
  readonly place: number
  readonly isAround: boolean
  readonly onAround: (isAround: boolean) => void
  readonly onStep: (by: 1 | -1) => void
}

/** How much was found, and the way from one to the next. */
export function SearchSteps({ found, place, isAround, onAround, onStep }: SearchStepsProps) {
  const t = useTranslations("logs")
  const text = t("found", { count: found, place })
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <p>{text}</p>
      <SettledStatus text={text} />
      <span className="flex">
        <IconButton
          label={t("previousMatch")}
          icon={<ArrowUp aria-hidden className="size-4" />}
          disabled={found === 0}
          onClick={() => onStep(-1)}
        />
        <IconButton
          label={t("nextMatch")}
          icon={<ArrowDown aria-hidden className="size-4" />}
          disabled={found === 0}
          onClick={() => onStep(1)}
        />
      </span>
      <Checkbox label={t("around")} checked={isAround} onChange={({ target }) => onAround(target.checked)} />
    </div>
  )
}
