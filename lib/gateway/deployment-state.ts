import type { RouteDeployment } from "./route-schema.ts"
import type { UpstreamConnection } from "./upstream-connection.ts"

/** One instance as this gateway uses it. Survives new snapshots of the table for as long as the id and socket stay. */
export interface InstanceState {
  readonly id: string
  readonly socket: string
  /** Requests of this gateway that hold one of its slots, those included that nobody waits for any more. */
  outstanding: number
  /** Monotonic milliseconds: passed over until then, because it was busy or refused a connection. */
  avoidUntilMs: number
  /** False once it left the routes: what is in flight goes on, nothing new starts, no connection is kept. */
  isRouted: boolean
  /** Idle connections, the most recently used last. */
  readonly idle: UpstreamConnection[]
}

/** A request that waits for a slot. Exactly one of its two ends is called, unless it was taken out of the queue. */
export interface Waiter {
  onSlot(instance: InstanceState): void
  onExpire(): void
  timer: NodeJS.Timeout | undefined
}

/** One deployment as this gateway uses it. Survives new snapshots; `route` and `instances` are replaced. */
export interface DeploymentState {
  readonly id: string
  readonly endpointId: string
  route: RouteDeployment
  /** The instances that may take requests now. */
  instances: readonly InstanceState[]
  /** Requests in the house: waiting for a slot or holding one. */
  house: number
  readonly waiting: Waiter[]
  wakeTimer: NodeJS.Timeout | undefined
}

/** A deployment that nothing has been asked of yet. */
export function newDeploymentState(endpointId: string, route: RouteDeployment): DeploymentState {
  return { id: route.id, endpointId, route, instances: [], house: 0, waiting: [], wakeTimer: undefined }
}

function newInstanceState(id: string, socket: string): InstanceState {
  return { id, socket, outstanding: 0, avoidUntilMs: 0, isRouted: true, idle: [] }
}

/** Takes an instance out: its idle connections close now, so that a drained instance can stop at once. */
export function retireInstance(instance: InstanceState): void {
  instance.isRouted = false
  for (const connection of instance.idle.splice(0)) connection.destroy()
}

/** Brings a deployment's state to a new revision of its route. Instances that stay keep their counts and connections. */
export function updateDeploymentState(state: DeploymentState, route: RouteDeployment): void {
  const before = new Map(state.instances.map((instance) => [instance.id, instance]))
  const after = route.instances.map(({ id, socket }) => {
    const known = before.get(id)
    if (known?.socket !== socket) return newInstanceState(id, socket)
    before.delete(id)
    return known
  })
  for (const gone of before.values()) retireInstance(gone)
  state.route = route
  state.instances = after
}
