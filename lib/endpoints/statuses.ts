/**
 * The two axes of status that endpoints and deployments share. They stand here because deployments may know endpoints and
 * not the other way round.
 */

/** Deployment states as Azure shows them: what the last change came to. */
export const PROVISIONING_STATES = [
  "Creating",
  "Updating",
  "Scaling",
  "Deleting",
  "Succeeded",
  "Failed",
  "Canceled",
] as const
export type ProvisioningState = (typeof PROVISIONING_STATES)[number]

/** How well something serves now, whatever its last change came to. */
export const HEALTH = ["Healthy", "Degraded", "Unhealthy", "Idle", "Unknown"] as const
export type Health = (typeof HEALTH)[number]
