import { newDeploymentState, retireInstance, updateDeploymentState } from "./deployment-state.ts"
import type { DeploymentState, InstanceState } from "./deployment-state.ts"
import type { Route, RouteChange } from "./route-schema.ts"

/** One endpoint as the hot path reads it. Never changed: a change of the route makes a new one. */
export interface TableEndpoint {
  readonly route: Route
  readonly version: number
  /** SHA-256 digests of the keys, 32 bytes each. */
  readonly digests: readonly Uint8Array[]
  /** By name as the user wrote it. */
  readonly deployments: ReadonlyMap<string, DeploymentState>
  /** The weighted pick, ready to walk: a draw below `upTo` of `sharesTotal` means this deployment. */
  readonly shares: readonly { readonly deployment: DeploymentState; readonly upTo: number }[]
  readonly sharesTotal: number
}

/**
 * The routing table in memory: one immutable entry per endpoint, and the state of deployments and instances that outlives
 * them. `version` is the newest change applied; older ones are ignored.
 */
export class RoutingTable {
  #version = 0
  #confirmedAtMs = 0
  readonly #byId = new Map<string, TableEndpoint>()
  /** By name in lower case. A name may already be the next endpoint's while the change of the one that had it is to come. */
  readonly #byName = new Map<string, TableEndpoint>()
  readonly #deployments = new Map<string, DeploymentState>()

  get version(): number {
    return this.#version
  }

  /** Wall-clock milliseconds at which the database last said that this table is current; 0 when it never did. */
  get confirmedAtMs(): number {
    return this.#confirmedAtMs
  }

  /** @param name in lower case. */
  find(name: string): TableEndpoint | undefined {
    return this.#byName.get(name)
  }

  /** Says that everything up to `version` was applied, as the database knew it at `nowMs`. */
  confirm(version: number, nowMs: number): void {
    this.#version = version
    this.#confirmedAtMs = nowMs
  }

  /** Applies one change. Returns the deployments whose instances may have changed, so that their queues can be looked at. */
  apply(change: RouteChange): readonly DeploymentState[] {
    if (change.version <= this.#version) return []
    this.#version = change.version
    const previous = this.#byId.get(change.endpointId)
    if (previous !== undefined) this.#forget(previous)
    const kept = change.route === null ? [] : this.#put(change.route, change.version)
    for (const state of previous?.deployments.values() ?? []) {
      if (!kept.includes(state)) this.#retire(state)
    }
    return kept
  }

  /** Makes the table hold exactly `changes`, whatever it held: for a database that was restored or a first contact. */
  replace(changes: readonly RouteChange[]): readonly DeploymentState[] {
    const ids = new Set(changes.map((change) => change.endpointId))
    const gone = [...this.#byId.keys()].filter((id) => !ids.has(id))
    const tombstones = gone.map((endpointId) => ({ version: 1, endpointId, route: null }))
    return [...tombstones, ...changes].flatMap((change) => {
      this.#version = 0
      return this.apply(change)
    })
  }

  /** Whether an endpoint in the table has this deployment. */
  hasDeployment(id: string): boolean {
    return this.#deployments.has(id)
  }

  /** Every endpoint as the change that made it, for the copy on disk. */
  changes(): RouteChange[] {
    return [...this.#byId.values()].map(({ route, version }) => ({ version, endpointId: route.endpointId, route }))
  }

  /** Every instance that may hold idle connections. */
  *instances(): Generator<InstanceState> {
    for (const deployment of this.#deployments.values()) yield* deployment.instances
  }

  #forget(endpoint: TableEndpoint): void {
    const name = endpoint.route.name.toLowerCase()
    this.#byId.delete(endpoint.route.endpointId)
    if (this.#byName.get(name) === endpoint) this.#byName.delete(name)
  }

  #retire(state: DeploymentState): void {
    for (const instance of state.instances) retireInstance(instance)
    state.instances = []
    this.#deployments.delete(state.id)
  }

  #put(route: Route, version: number): DeploymentState[] {
    const states = route.deployments.map((deployment) => {
      const state = this.#deployments.get(deployment.id) ?? newDeploymentState(route.endpointId, deployment)
      updateDeploymentState(state, deployment)
      this.#deployments.set(deployment.id, state)
      return state
    })
    const shares: { deployment: DeploymentState; upTo: number }[] = []
    let sharesTotal = 0
    for (const deployment of states) {
      const share = route.traffic[deployment.route.name] ?? 0
      if (share > 0) shares.push({ deployment, upTo: (sharesTotal += share) })
    }
    const endpoint = {
      route,
      version,
      digests: route.keys.map((key) => Buffer.from(key.digest, "hex")),
      deployments: new Map(states.map((state) => [state.route.name, state])),
      shares,
      sharesTotal,
    }
    this.#byId.set(route.endpointId, endpoint)
    this.#byName.set(route.name.toLowerCase(), endpoint)
    return states
  }
}
