import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

/** Why no deployment could answer a request. */
export type Obstacle = "noDeployments" | "noneReady" | "trafficOff"

/** What stands in the way of a request to `wanted`, or to whoever the split picks when that is no deployment's name. */
export function findObstacle(deployments: OnlineEndpointView["deployments"], wanted: string): Obstacle | null {
  if (deployments.length === 0) return "noDeployments"
  if (deployments.every(({ ready_instances: ready }) => ready === 0)) return "noneReady"
  const isNamed = deployments.some(({ name }) => name === wanted)
  return !isNamed && deployments.every(({ percent }) => percent === 0) ? "trafficOff" : null
}
