import type { RouteChange } from "./route-schema.ts"

/** What the data plane needs from outside. `lib/processes/gateway.ts` supplies it; nothing here knows a database. */
export interface GatewayPorts {
  /** In [0, 1): which deployment an unpinned request goes to. Its own source, so that a seeded test owns every draw. */
  readonly pickRandom: () => number
  /** In [0, 1): which two instances are compared. */
  readonly spreadRandom: () => number
  /** Wall clock, milliseconds since 1970. */
  readonly nowMs: () => number
  readonly newRequestId: () => string
  readonly log: GatewayLog
}

export interface GatewayLog {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Where routes come from. Every call may fail at any time; the gateway serves on from what it has. */
export interface RoutesSource {
  /** All changes above `version`, in order, and the newest version there is. */
  fetchAfter(version: number): Promise<RoutesPage>
}

export interface RoutesPage {
  readonly newest: number
  readonly changes: readonly RouteChange[]
}

/** One line of "where did requests go": absolute since this gateway started. */
export interface CounterRow {
  readonly endpointId: string
  readonly deploymentId: string
  readonly code: number
  readonly count: number
}
