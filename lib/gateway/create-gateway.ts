import { Slots } from "./admit.ts"
import { BodyBudget } from "./body-budget.ts"
import type { GatewayContext } from "./call.ts"
import { closeIdle } from "./connection-pool.ts"
import type { GatewayLimits } from "./limits.ts"
import type { GatewayPorts } from "./ports.ts"
import { Recorder } from "./record.ts"
import { RoutingTable } from "./table.ts"

interface GatewayOptions {
  readonly ports: GatewayPorts
  readonly limits: GatewayLimits
  /** See `hostSuffix` in `find-endpoint.ts`. */
  readonly hostSuffix: string
}

/** Everything that the requests of one gateway share, with an empty routing table. */
export function createGatewayContext({ ports, limits, hostSuffix }: GatewayOptions): GatewayContext {
  return {
    limits,
    ports,
    hostSuffix,
    table: new RoutingTable(),
    slots: new Slots(() => performance.now(), ports.spreadRandom),
    budget: new BodyBudget(limits),
    recorder: new Recorder(),
    isDraining: false,
  }
}

/** Closes connections to instances that have been idle for too long; to be called about once a second. */
export function closeIdleUpstream({ table, limits }: GatewayContext): void {
  const nowMs = performance.now()
  for (const instance of table.instances()) closeIdle(instance, limits, nowMs)
}
