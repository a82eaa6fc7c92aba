"use client"

import { DocumentTabs } from "../review/document-tabs.tsx"
import { Preflight } from "../review/preflight.tsx"
import { ReviewSummary } from "../review/review-summary.tsx"
import { ExtraKeys } from "../extra-keys.tsx"
import { ProblemSummary } from "../problem-summary.tsx"
import type { StepContentProps } from "../step-content.tsx"

/** Everything once more before it is sent: values, what the studio expects of them, the same as documents. */
export function ReviewStep({ problems, textOf, prepare }: Pick<StepContentProps, "problems" | "textOf" | "prepare">) {
  return (
    <>
      {problems.length > 0 ? <ProblemSummary problems={problems} textOf={textOf} /> : <Preflight prepare={prepare} />}
      <ReviewSummary />
      <ExtraKeys />
      <DocumentTabs />
    </>
  )
}
