import type { IncomingMessage, ServerResponse } from "node:http"

import type { Slots } from "./admit.ts"
import type { BodyBudget } from "./body-budget.ts"
import type { DeploymentState } from "./deployment-state.ts"
import type { FoundEndpoint } from "./find-endpoint.ts"
import type { GatewayLimits } from "./limits.ts"
import type { GatewayPorts } from "./ports.ts"
import type { RequestHead } from "./read-head.ts"
import type { Recorder } from "./record.ts"
import type { RoutingTable, TableEndpoint } from "./table.ts"

/** What all requests of one gateway share. */
export interface GatewayContext {
  readonly limits: GatewayLimits
  readonly ports: GatewayPorts
  readonly table: RoutingTable
  readonly slots: Slots
  readonly budget: BodyBudget
  readonly recorder: Recorder
  /** End of every host-form name, `.<region>.inference.<domain>`. */
  readonly hostSuffix: string
  /** True while the gateway ends: every answer then asks the caller to open a new connection. */
  isDraining: boolean
}

/** One request on its way through the steps; each step fills in what it finds. */
export interface Call {
  readonly context: GatewayContext
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly requestId: string
  /** Monotonic milliseconds, like every `...Ms` below. */
  readonly startedMs: number
  head: RequestHead | undefined
  found: FoundEndpoint | undefined
  endpoint: TableEndpoint | undefined
  deployment: DeploymentState | undefined
  /** What the gateway itself has taken so far, without waiting for the caller's body, a slot or the model. */
  overheadMs: number
  isAnswered: boolean
}

/** A request that was found, authenticated and decided: what forwarding needs of it. */
export interface DecidedCall extends Call {
  head: RequestHead
  found: FoundEndpoint
  endpoint: TableEndpoint
  deployment: DeploymentState
}
