"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import type { Step } from "#components/wizard/step.ts"

import { stepOfField } from "./form/steps.ts"
import type { StepId } from "./form/steps.ts"
import type { Problem } from "./form/validate-form.ts"

/** What is wrong, and when it is said: of a field that was left, of a step that was left, of everything once sent. */
export function useProblems(problems: readonly Problem[], steps: readonly StepId[], current: StepId) {
  const t = useTranslations("wizard")
  const rules = useTranslations("wizardRules")
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [seen, setSeen] = useState<ReadonlySet<StepId>>(() => new Set(steps.slice(0, steps.indexOf(current))))
  const [isSubmitted, setSubmitted] = useState(false)
  const isSaid = (field: string) => isSubmitted || touched.has(field) || seen.has(stepOfField(field))
  const textOf = (problem: Problem) => rules(problem.rule, { ...problem.values })
  const stateOf = (step: StepId): Step["state"] => {
    const own = problems.filter((problem) => problem.step === step)
    if (own.some(({ field }) => isSaid(field))) return "error"
    return seen.has(step) && own.length === 0 ? "done" : "todo"
  }
  return {
    isSubmitted,
    submit: () => setSubmitted(true),
    touch: (field: string) => setTouched((all) => (all.has(field) ? all : new Set([...all, field]))),
    leave: (step: StepId) => setSeen((all) => new Set([...all, step])),
    textOf,
    errorOf: (field: string) => {
      const found = problems.find((problem) => problem.field === field)
      return found && isSaid(field) ? textOf(found) : undefined
    },
    steps: steps.map((id) => ({ id, title: t(`step.${id}`), state: stateOf(id) })),
  }
}
