"use client"

import dynamic from "next/dynamic"
import { useTranslations } from "use-intl/react"

import { Skeleton } from "#components/ui/skeleton.tsx"

import type { StepId } from "./form/steps.ts"
import type { Problem } from "./form/validate-form.ts"
import type { WizardForm } from "./form/wizard-form.ts"
import { AccessStep } from "./steps/access-step.tsx"
import { BasicsStep } from "./steps/basics-step.tsx"
import { CodeStep } from "./steps/code-step.tsx"
import { ComputeStep } from "./steps/compute-step.tsx"
import { ModelStep } from "./steps/model-step.tsx"
import { RuntimeStep } from "./steps/runtime-step.tsx"
import { TrafficStep } from "./steps/traffic-step.tsx"
import type { NameCheck } from "./use-name-check.ts"

/** Brings the generators of documents along; nobody needs them before. */
const ReviewStep = dynamic(async () => (await import("./steps/review-step.tsx")).ReviewStep, { loading: ReviewLoading })

function ReviewLoading() {
  const t = useTranslations("wizard")
  return <Skeleton rows={6} label={t("step.review")} />
}

export interface StepContentProps {
  readonly step: StepId
  readonly nameCheck: NameCheck
  readonly problems: readonly Problem[]
  readonly textOf: (problem: Problem) => string
  /** Puts on the server what was written in the browser, and answers the form with its reference. */
  readonly prepare: () => Promise<WizardForm>
}

/** The open step. */
export function StepContent({ step, nameCheck, problems, textOf, prepare }: StepContentProps) {
  switch (step) {
    case "basics":
      return <BasicsStep nameCheck={nameCheck} />
    case "access":
      return <AccessStep />
    case "model":
      return <ModelStep />
    case "code":
      return <CodeStep />
    case "compute":
      return <ComputeStep />
    case "runtime":
      return <RuntimeStep />
    case "traffic":
      return <TrafficStep />
    case "review":
      return <ReviewStep problems={problems} textOf={textOf} prepare={prepare} />
  }
}
