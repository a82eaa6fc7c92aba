"use client"

import { useTranslations } from "use-intl/react"

import { Callout } from "#components/ui/callout.tsx"

import type { Problem } from "./form/validate-form.ts"
import { useWizard } from "./wizard-context.ts"

interface ProblemSummaryProps {
  readonly problems: readonly Problem[]
  readonly textOf: (problem: Problem) => string
}

/** Everything that keeps the form from being sent, each with the way to its field. */
export function ProblemSummary({ problems, textOf }: ProblemSummaryProps) {
  const t = useTranslations("wizard")
  const { go } = useWizard()
  if (problems.length === 0) return null
  return (
    <Callout tone="bad" title={t("problems", { count: problems.length })} isAlert>
      <ul className="flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={problem.field}>
            <button
              type="button"
              className="min-h-6 text-left underline"
              onClick={() => go(problem.step, problem.field)}
            >
              {t("problemAt", { step: t(`step.${problem.step}`), problem: textOf(problem) })}
            </button>
          </li>
        ))}
      </ul>
    </Callout>
  )
}
