import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { trafficErrors } from "#lib/traffic/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { listDeploymentSummaries } from "./queries.ts"

/** The own spelling of a deployment's name. @throws deployments.not_found with the names that exist */
export async function requireDeploymentName(ctx: Context, endpoint: EndpointRow, name: string): Promise<string> {
  const known = (await listDeploymentSummaries(ctx.db, ctx.workspaceId, [endpoint.id])).map((row) => row.name)
  const found = known.find((one) => one.toLowerCase() === name.toLowerCase())
  if (found !== undefined) return found
  const those = known.length === 0 ? "It has none yet." : `It has: ${known.join(", ")}.`
  throw new AppError(
    trafficErrors.deploymentNotFound,
    `The endpoint "${endpoint.name}" has no deployment "${name}". ${those}`,
    { target: "deployment" },
  )
}
