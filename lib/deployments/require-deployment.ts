import { AppError } from "#lib/kernel/errors.ts"
import { trafficErrors } from "#lib/traffic/index.ts"

/** @throws deployments.not_found when there is no row. */
export function requireDeploymentRow<Row>(row: Row | null, endpointName: string, name: string): Row {
  if (row !== null) return row
  throw new AppError(trafficErrors.deploymentNotFound, `The endpoint "${endpointName}" has no deployment "${name}".`, {
    target: name,
  })
}
