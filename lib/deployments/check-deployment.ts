import { AppError } from "#lib/kernel/errors.ts"
import type { ErrorDetail } from "#lib/kernel/errors.ts"

import { deploymentErrors } from "./errors.ts"
import type { OnlineDeploymentInput } from "./schema.ts"

/**
 * Refuses by name what a valid Azure file may ask for and this installation cannot give. What is merely not needed here
 * becomes a warning instead (`build-spec.ts`).
 *
 * @throws deployments.unsupported with one detail per key
 */
export function checkDeployment(input: OnlineDeploymentInput): void {
  const details: ErrorDetail[] = []
  const refuse = (target: string, message: string) => details.push({ code: "unsupported", target, message })
  if (input.type === "kubernetes") {
    refuse(
      "type",
      'A deployment of type "kubernetes" needs a Kubernetes compute, which is not available here. Use "managed".',
    )
  }
  for (const key of ["scale_settings", "scale_setting"] as const) {
    if (input[key]?.type !== "target_utilization") continue
    refuse(`${key}.type`, 'Scaling by utilization is not available here. Use "default" and instance_count.')
  }
  if (!input.environment) {
    refuse(
      "environment",
      "A deployment needs an environment: a reference azureml:NAME:VERSION, or one with a conda_file.",
    )
  }
  if (!input.code_configuration) {
    refuse(
      "code_configuration",
      "A deployment without a scoring script is not available here. Name `code` and `scoring_script`.",
    )
  }
  if (details.length > 0) {
    throw new AppError(deploymentErrors.unsupported, details.map(({ message }) => message).join(" "), {
      target: details[0]?.target ?? "",
      details,
    })
  }
}
