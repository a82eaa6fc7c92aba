import type { Health, OnlineDeploymentView, ProvisioningState } from "#lib/deployments/contract.ts"
import type { EndpointState } from "#lib/endpoints/contract.ts"
import type { StatusWord } from "#components/ui/status-chip.tsx"

const HEALTH_WORDS = {
  Healthy: "healthy",
  Degraded: "degraded",
  Unhealthy: "unhealthy",
  Idle: "idle",
  Unknown: "unknown",
} as const satisfies Record<Health, StatusWord>

const STATE_WORDS = {
  Creating: "creating",
  Updating: "updating",
  Scaling: "scaling",
  Deleting: "deleting",
  Succeeded: "succeeded",
  Failed: "failed",
  Canceled: "canceled",
} as const satisfies Record<ProvisioningState | EndpointState, StatusWord>

/** How well it serves. */
export const healthWord = (health: Health): StatusWord => HEALTH_WORDS[health]

/** What an endpoint's or deployment's last change came to. */
export const stateWord = (state: ProvisioningState | EndpointState): StatusWord => STATE_WORDS[state]

/** What a deployment's last change came to; a failed one that still serves its older revision is told apart. */
export function deploymentWord({
  provisioning_state,
  serving_generation,
}: Pick<OnlineDeploymentView, "provisioning_state" | "serving_generation">): StatusWord {
  return provisioning_state === "Failed" && serving_generation !== null ? "updateFailed" : stateWord(provisioning_state)
}
