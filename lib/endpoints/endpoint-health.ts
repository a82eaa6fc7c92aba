import type { Health } from "./statuses.ts"

/** What the rule needs to know of one deployment. */
export interface ServingDeployment {
  readonly health: Health
  /** Its share of the live requests, percent. */
  readonly percent: number
}

/** From the best to the worst, as somebody who calls the endpoint meets it. */
const BADNESS: Readonly<Record<Health, number>> = { Healthy: 0, Idle: 1, Unknown: 2, Degraded: 3, Unhealthy: 4 }

/**
 * How well an endpoint serves: as badly as the worst deployment that takes live requests. One without a share does not
 * count, whatever became of it: no caller meets it by traffic.
 *
 * | takes traffic                  | health    |
 * |--------------------------------|-----------|
 * | nothing, or no deployment      | Idle      |
 * | all Healthy                    | Healthy   |
 * | one has never been ready       | Unknown   |
 * | one lacks instances            | Degraded  |
 * | one has no ready instance left | Unhealthy |
 */
export function endpointHealth(deployments: readonly ServingDeployment[]): Health {
  const [first, ...others] = deployments.flatMap(({ health, percent }) => (percent > 0 ? [health] : []))
  if (first === undefined) return "Idle"
  return others.reduce((worst, health) => (BADNESS[health] > BADNESS[worst] ? health : worst), first)
}
