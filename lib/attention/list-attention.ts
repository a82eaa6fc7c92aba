import type { DeploymentSummary, OnlineEndpointView } from "#lib/endpoints/contract.ts"

/** From the worst. `bad`: callers or a change fail now. `warn`: it serves with less than was wanted. `info`: maybe forgotten. */
export const SEVERITIES = ["bad", "warn", "info"] as const
export type Severity = (typeof SEVERITIES)[number]

/** Why somebody should look. */
export type AttentionKind = "unhealthy" | "degraded" | "failed" | "missing" | "off"

/** One thing that a person should look at. */
export interface Attention {
  readonly severity: Severity
  readonly kind: AttentionKind
  readonly endpoint: string
  /** The deployment that it is about; null if it is about the endpoint. */
  readonly deployment: string | null
  /** Why the deployment failed. */
  readonly code: string | null
  readonly ready: number
  readonly wanted: number
}

/**
 * What needs a person, the worst first.
 *
 * | what                                                 | severity                          |
 * |------------------------------------------------------|-----------------------------------|
 * | a deployment with live traffic has no ready instance | bad                               |
 * | the last change of a deployment failed               | bad if it takes traffic, else warn |
 * | a deployment lacks some of its instances             | warn                              |
 * | there are deployments, and live traffic is off       | info                              |
 *
 * A deployment that is being changed is left alone: its instances are on their way.
 */
export function listAttention(endpoints: readonly OnlineEndpointView[]): readonly Attention[] {
  const all = endpoints.flatMap((endpoint) => [...ofDeployments(endpoint), ...ofTraffic(endpoint)])
  return SEVERITIES.flatMap((severity) => all.filter((one) => one.severity === severity))
}

function ofDeployments({ name, deployments }: OnlineEndpointView): Attention[] {
  return deployments.flatMap((deployment) => {
    const found = judge(deployment)
    if (!found) return []
    const { name: own, failure_code: code, ready_instances: ready, instance_count: wanted } = deployment
    return [{ ...found, endpoint: name, deployment: own, code, ready, wanted }]
  })
}

function judge(deployment: DeploymentSummary): Pick<Attention, "severity" | "kind"> | null {
  const { percent, health, failure_code: code, provisioning_state: state } = deployment
  const isLive = percent > 0
  if (isLive && health === "Unhealthy") return { severity: "bad", kind: "unhealthy" }
  if (code !== null || state === "Failed") return { severity: isLive ? "bad" : "warn", kind: "failed" }
  if (state !== "Succeeded" || deployment.ready_instances >= deployment.instance_count) return null
  return { severity: "warn", kind: isLive ? "degraded" : "missing" }
}

function ofTraffic({ name, deployments }: OnlineEndpointView): Attention[] {
  if (deployments.length === 0 || deployments.some(({ percent }) => percent > 0)) return []
  // While the first deployment comes up nobody expects traffic yet.
  if (!deployments.some(({ ready_instances: ready }) => ready > 0)) return []
  return [{ severity: "info", kind: "off", endpoint: name, deployment: null, code: null, ready: 0, wanted: 0 }]
}
