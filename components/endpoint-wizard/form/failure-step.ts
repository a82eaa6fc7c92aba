import { failureGuide } from "#lib/deployments/contract.ts"
import type { DeploymentFailure, FailureFix, OnlineDeploymentView } from "#lib/deployments/contract.ts"

import type { StepId } from "./steps.ts"

const FIX_STEPS: Readonly<Partial<Record<FailureFix, StepId>>> = {
  editModel: "model",
  editCode: "code",
  editEnvironment: "code",
  editCompute: "compute",
  editProbes: "runtime",
  raiseDelay: "runtime",
}

const PHASE_STEPS: Readonly<Record<DeploymentFailure["phase"], StepId>> = {
  environment: "code",
  start: "compute",
  imports: "code",
  init: "code",
  readiness: "runtime",
  running: "runtime",
}

/** Where in the form a failed deployment is most likely to be mended: by what helps against its code, else by its phase. */
export function failureStep({ code, phase }: Pick<DeploymentFailure, "code" | "phase">): StepId {
  const steps = failureGuide({ code }).fixes.flatMap((fix) => FIX_STEPS[fix] ?? [])
  return steps[0] ?? PHASE_STEPS[phase]
}

/** The step to mend of a deployment whose last change failed; null when it did not. */
export function failingStep({
  failure,
  failed_generation: failed,
  generation,
}: Pick<OnlineDeploymentView, "failure" | "failed_generation" | "generation">): StepId | null {
  return failure && failed === generation ? failureStep(failure) : null
}
