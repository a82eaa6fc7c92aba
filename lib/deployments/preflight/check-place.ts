import { DEPLOYMENTS_PER_ENDPOINT_MAX } from "#lib/endpoints/contract.ts"
import type { Context } from "#lib/identity/index.ts"
import { refusalOf } from "#lib/kernel/refusal-of.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { checkDeployment } from "../check-deployment.ts"
import { requirePrecondition, requireRoomForDeployment } from "../deployment-rules.ts"
import type { DeploymentCheck } from "../preflight-schema.ts"
import type { DeploymentRow } from "../queries.ts"
import type { OnlineDeploymentInput } from "../schema.ts"

interface Place {
  readonly endpoint: EndpointRow | null
  readonly existing: DeploymentRow | null
  readonly createOnly: boolean
}

/** Whether there is a place for the deployment: its endpoint, its name, and room. */
export async function checkPlace(ctx: Context, input: OnlineDeploymentInput, place: Place): Promise<DeploymentCheck[]> {
  const { endpoint } = place
  const { name, endpoint_name: endpointName } = input
  if (endpoint === null) {
    const message = `There is no endpoint "${endpointName}" in this workspace yet.`
    const missing: DeploymentCheck = {
      id: "endpoint_missing",
      level: "fail",
      field: "endpoint_name",
      message,
      fix: "Create the endpoint first.",
      values: { endpoint: endpointName },
    }
    return [missing]
  }
  const found: DeploymentCheck = {
    id: "endpoint_found",
    level: "pass",
    field: "endpoint_name",
    message: `The endpoint "${endpoint.name}" is there.`,
    values: { endpoint: endpoint.name },
  }
  const { existing, createOnly } = place
  const refusal = await refusalOf(() => requirePrecondition(existing, input, { createOnly }))
  const values = { name: existing?.name ?? name, endpoint: endpoint.name }
  const at = { field: "name", values }
  if (refusal) return [found, { id: "name_exists", level: "fail", ...at, message: refusal.message }]
  if (existing) {
    const message = `"${existing.name}" exists and gets a new revision.`
    return [found, { id: "deployment_will_change", level: "pass", ...at, message }]
  }
  const free: DeploymentCheck = { id: "name_free", level: "pass", ...at, message: `The name "${name}" is free.` }
  return [found, free, await checkRoom(ctx, endpoint)]
}

async function checkRoom(ctx: Context, endpoint: EndpointRow): Promise<DeploymentCheck> {
  const max = DEPLOYMENTS_PER_ENDPOINT_MAX
  const full = await refusalOf(() => requireRoomForDeployment(ctx.db, endpoint))
  if (full) return { id: "deployments_limit", level: "fail", field: null, message: full.message, values: { max } }
  const message = `The endpoint has room: it may have ${max} deployments.`
  return { id: "deployments_room", level: "pass", field: null, message, values: { max } }
}

/** What the file asks for and this installation cannot give. */
export async function checkSupport(input: OnlineDeploymentInput): Promise<DeploymentCheck[]> {
  const refusal = await refusalOf(() => checkDeployment(input))
  return (refusal?.details ?? []).map(({ message, target = "" }) => ({
    id: "unsupported",
    level: "fail",
    field: target,
    message,
    values: { key: target },
  }))
}
