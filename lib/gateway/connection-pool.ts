import type { InstanceState } from "./deployment-state.ts"
import type { GatewayLimits } from "./limits.ts"
import { UpstreamConnection } from "./upstream-connection.ts"

/**
 * A connection to the instance: the most recently used idle one, so that the others grow old and close, else a new one. One
 * that has been idle for `upstreamIdleMs` is never used again: the gateway closes first, so that the runtime's own limit
 * cannot meet a request.
 */
export function takeConnection(instance: InstanceState, limits: GatewayLimits, nowMs: number): UpstreamConnection {
  for (let idle = instance.idle.pop(); idle !== undefined; idle = instance.idle.pop()) {
    if (idle.isOpen && nowMs - idle.idleSinceMs < limits.upstreamIdleMs) return idle
    idle.destroy()
  }
  return openConnection(instance, limits)
}

/** A new connection to the instance, whatever is idle. */
export function openConnection(instance: InstanceState, limits: GatewayLimits): UpstreamConnection {
  return new UpstreamConnection(instance.socket, limits)
}

/** Keeps a connection for the next request, or closes it when it may not or need not serve one. */
export function keepConnection(
  instance: InstanceState,
  connection: UpstreamConnection,
  limits: GatewayLimits,
  nowMs: number,
): void {
  if (!connection.isReusable || !instance.isRouted || instance.idle.length >= limits.upstreamIdlePerInstanceMax) {
    connection.destroy()
    return
  }
  connection.resume()
  connection.idleSinceMs = nowMs
  instance.idle.push(connection)
}

/** Closes the connections of an instance that have been idle for too long. The oldest stand first. */
export function closeIdle(instance: InstanceState, limits: GatewayLimits, nowMs: number): void {
  while (instance.idle[0] !== undefined && nowMs - instance.idle[0].idleSinceMs >= limits.upstreamIdleMs) {
    instance.idle.shift()?.destroy()
  }
}
