import { DEPLOYMENTS_PER_ENDPOINT_MAX } from "#lib/endpoints/contract.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Db } from "#lib/storage/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { deploymentErrors } from "./errors.ts"
import { listDeploymentRows } from "./queries.ts"
import type { DeploymentRow } from "./queries.ts"
import type { OnlineDeploymentInput } from "./schema.ts"

/** The rules of writing a deployment, one by one: `putDeployment` stops at the first, a look ahead asks them all. */

/** @throws deployments.exists, deployments.conflict */
export function requirePrecondition(
  existing: DeploymentRow | null,
  input: Pick<OnlineDeploymentInput, "name" | "endpoint_name">,
  { createOnly = false, ifMatch }: { createOnly?: boolean; ifMatch?: number | undefined },
): void {
  if (existing && createOnly) {
    throw new AppError(
      deploymentErrors.exists,
      `The endpoint "${input.endpoint_name}" has a deployment "${existing.name}" already. Update it, or choose another name.`,
      { target: "name" },
    )
  }
  if (ifMatch === undefined || existing?.revision === ifMatch) return
  throw new AppError(
    deploymentErrors.conflict,
    `The deployment "${input.name}" is ${existing ? `at revision ${existing.revision}` : "gone"}, not at ${ifMatch}: somebody changed it. Read it again and repeat.`,
    { target: "If-Match" },
  )
}

/** Whether the endpoint may have one more. @throws deployments.limit */
export async function requireRoomForDeployment(db: Db, endpoint: EndpointRow): Promise<{ count: number }> {
  const { length: count } = await listDeploymentRows(db, endpoint.workspaceId, endpoint.id)
  if (count < DEPLOYMENTS_PER_ENDPOINT_MAX) return { count }
  throw new AppError(
    deploymentErrors.limit,
    `The endpoint "${endpoint.name}" has ${DEPLOYMENTS_PER_ENDPOINT_MAX} deployments, the most it may have. Delete one first.`,
  )
}
