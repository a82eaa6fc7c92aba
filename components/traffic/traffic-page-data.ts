import type { OperationView } from "#lib/operations/contract.ts"
import type { TrafficRevisionView, TrafficView } from "#lib/traffic/contract.ts"

import type { TrafficDeployment } from "./traffic-deployment.ts"

/** What all parts of the Traffic tab work on. */
export interface TrafficPageData {
  readonly workspace: string
  /** Its name as it is spelled. */
  readonly endpoint: string
  /** The split in force, with the revision that `If-Match` guards. */
  readonly traffic: TrafficView
  /** In order of creation. */
  readonly deployments: readonly TrafficDeployment[]
  /** Newest first. */
  readonly revisions: readonly TrafficRevisionView[]
  /** The newest change of the split, while it is among the recent operations. */
  readonly operation: OperationView | null
}
