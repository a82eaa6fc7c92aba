import type { Route } from "#lib/gateway/contract.ts"

/** The rows that one route is made of. Settings come from the generation that serves. */
export interface RouteSource {
  readonly endpoint: {
    readonly id: string
    readonly workspaceId: string
    readonly name: string
    readonly traffic: Record<string, number>
  }
  readonly keys: ReadonlyArray<{ readonly slot: string; readonly digest: string }>
  readonly deployments: ReadonlyArray<{
    readonly id: string
    readonly name: string
    readonly generation: number
    readonly requestTimeoutMs: number
    readonly maxConcurrentRequestsPerInstance: number
    readonly maxQueueWaitMs: number
    readonly instances: ReadonlyArray<{ readonly id: string; readonly socket: string }>
  }>
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The route of an endpoint, in one fixed order so that equal state gives equal text. */
export function buildRoute({ endpoint, keys, deployments }: RouteSource): Route {
  return {
    endpointId: endpoint.id,
    workspaceId: endpoint.workspaceId,
    name: endpoint.name,
    authMode: "key",
    keys: keys
      .map(({ slot, digest }) => ({ slot: slot === "primary" ? ("primary" as const) : ("secondary" as const), digest }))
      .toSorted((a, b) => byText(a.slot, b.slot)),
    traffic: Object.fromEntries(Object.entries(endpoint.traffic).toSorted(([a], [b]) => byText(a, b))),
    deployments: deployments
      .map((deployment) => ({
        ...deployment,
        instances: deployment.instances.toSorted((a, b) => byText(a.id, b.id)),
      }))
      .toSorted((a, b) => byText(a.name, b.name)),
  }
}
