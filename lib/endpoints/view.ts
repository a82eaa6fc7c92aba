import { readEnv } from "#lib/kernel/env.ts"

import { endpointHealth } from "./endpoint-health.ts"
import { warnIdentity } from "./identity.ts"
import type { DeploymentSummaryRow, EndpointRow } from "./queries.ts"
import { deploymentSummary, endpointIdentity, onlineEndpointView } from "./schema.ts"
import type { DeploymentSummary, OnlineEndpointView } from "./schema.ts"
import { endpointUri } from "./scoring-uri.ts"

/** The address of an endpoint of this installation, without a trailing slash. */
export function ownEndpointUri(name: string): string {
  const env = readEnv()
  return endpointUri(name, {
    domain: env.CAUDAL_DOMAIN,
    region: env.CAUDAL_REGION,
    host: env.CAUDAL_HOST,
    port: env.CAUDAL_GATEWAY_PORT,
    tls: env.CAUDAL_TLS === "on",
  })
}

/** An endpoint's row as the API answers it. Deployments without a share are shown with 0, as Azure's clients do. */
export function toEndpointView(row: EndpointRow, deployments: readonly DeploymentSummaryRow[]): OnlineEndpointView {
  const summaries = deployments.map((deployment) => toSummary(deployment, row.traffic))
  const uri = ownEndpointUri(row.name)
  const warning = warnIdentity(endpointIdentity.nullable().parse(row.identity))
  return onlineEndpointView.parse({
    id: row.id,
    name: row.name,
    kind: "Managed",
    location: readEnv().CAUDAL_REGION,
    description: row.description,
    tags: row.tags,
    properties: row.properties,
    auth_mode: row.authMode,
    traffic: { ...Object.fromEntries(deployments.map(({ name }) => [name, 0])), ...row.traffic },
    mirror_traffic: {},
    public_network_access: row.publicNetworkAccess,
    identity: row.identity,
    scoring_uri: `${uri}/score`,
    openapi_uri: `${uri}/swagger.json`,
    provisioning_state: row.provisioningState,
    health: endpointHealth(summaries),
    deployments: summaries,
    warnings: warning === null ? [] : [warning],
    revision: row.revision,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  })
}

function toSummary(row: DeploymentSummaryRow, traffic: Readonly<Record<string, number>>): DeploymentSummary {
  return deploymentSummary.parse({
    name: row.name,
    provisioning_state: row.provisioningState,
    health: row.health,
    percent: traffic[row.name] ?? 0,
    ready_instances: row.readyInstances,
    instance_count: row.instanceCount,
    failure_code: row.failureCode,
  })
}
