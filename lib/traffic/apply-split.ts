import type { Context } from "#lib/identity/index.ts"
import { newId } from "#lib/kernel/ids.ts"
import type { Transaction } from "#lib/storage/index.ts"

import { insertTrafficRevision, saveTraffic } from "./queries.ts"
import type { EndpointRow } from "./queries.ts"
import { writeRoute } from "./write-route.ts"

export interface SplitChange {
  readonly endpoint: EndpointRow
  /** Checked already. */
  readonly traffic: Record<string, number>
  readonly reason: string
  readonly copiedFrom?: number
}

/** Writes a checked split: the endpoint, a new traffic revision and the route. The endpoint's row must be locked. */
export async function applySplit(
  ctx: Pick<Context, "workspaceId" | "caller" | "clock">,
  tx: Transaction,
  { endpoint, traffic, reason, copiedFrom }: SplitChange,
): Promise<{ revision: number; routesVersion: number }> {
  const nowMs = ctx.clock.nowMs()
  const revision = await saveTraffic(tx, { endpointId: endpoint.id, traffic, updatedAt: new Date(nowMs) })
  const routesVersion = await writeRoute(tx, endpoint.id)
  await insertTrafficRevision(tx, {
    id: newId("trafficRevision", nowMs),
    workspaceId: endpoint.workspaceId,
    endpointId: endpoint.id,
    traffic,
    reason,
    copiedFrom: copiedFrom ?? null,
    routesVersion,
    createdBy: ctx.caller.name,
    createdAt: new Date(nowMs),
  })
  return { revision, routesVersion }
}
