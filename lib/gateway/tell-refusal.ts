import type { ErrorDefinition } from "#lib/kernel/errors.ts"

import { answerError } from "./answer-error.ts"
import type { DecidedCall } from "./call.ts"
import { gatewayErrors } from "./errors.ts"

/** Why a decided request gets no answer of the model. */
export type Refusal = "full" | "waited" | "no-instance" | "unreachable" | "lost" | "malformed"

interface Told {
  readonly definition: ErrorDefinition
  readonly message: string
  /** For `ms-azureml-model-error-reason`, when the failure is the model's. */
  readonly reason?: string
}

const TOLD: Readonly<Record<Refusal, Told>> = {
  full: {
    definition: gatewayErrors.tooManyRequests,
    message:
      "The deployment has as many requests as it may hold (2 x max_concurrent_requests_per_instance x instances). Retry later or add instances.",
  },
  waited: {
    definition: gatewayErrors.tooManyRequests,
    message: "No slot became free within max_queue_wait. Retry later or add instances.",
  },
  "no-instance": {
    definition: gatewayErrors.noReadyInstance,
    message: "The deployment has no ready instance. `caudal online-deployment show` tells why.",
  },
  unreachable: {
    definition: gatewayErrors.noReadyInstance,
    message: "No instance of the deployment takes connections right now. Retry in a moment.",
  },
  lost: {
    definition: gatewayErrors.modelFailed,
    message: "The instance closed the connection before it answered. Look at the deployment's logs.",
    reason: "instance_lost",
  },
  malformed: {
    definition: gatewayErrors.modelFailed,
    message: "The instance answered with something that is not HTTP/1.1. Look at the deployment's logs.",
    reason: "malformed_response",
  },
}

/** Answers a request that the deployment could not serve. What the model did wrong is 424, with the status it stands for. */
export function tellRefusal(call: DecidedCall, refusal: Refusal): void {
  const { definition, message, reason } = TOLD[refusal]
  const headers =
    reason === undefined ? [] : ["ms-azureml-model-error-statuscode", "502", "ms-azureml-model-error-reason", reason]
  answerError(call, definition, message, headers)
}
