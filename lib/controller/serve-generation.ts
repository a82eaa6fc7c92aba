import { z } from "zod"

import { recordEvent } from "#lib/events/index.ts"
import { listOpenOperationRows, setOperationRoutesVersion } from "#lib/operations/index.ts"
import type { OperationRow } from "#lib/operations/index.ts"
import type { Transaction } from "#lib/storage/index.ts"
import { applySplit, requireLockedEndpoint, writeRoute } from "#lib/traffic/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { getEndpoint, saveObserved } from "./queries.ts"
import type { DeploymentRow } from "./queries.ts"

const REASON = "All traffic to a new deployment"

const afterwardsSchema = z.object({ allTraffic: z.literal(true) })

/**
 * Writes that a generation serves: its settings go into the route, the traffic that its operation asked for follows, and
 * the operation waits only for the gateways.
 */
export async function serveGeneration(
  deps: ControllerDeps,
  tx: Transaction,
  row: DeploymentRow,
  generation: number,
): Promise<void> {
  await saveObserved(tx, row.id, { servingGeneration: generation })
  let routesVersion = await writeRoute(tx, row.endpointId)
  const waiting = (await listOpenOperationRows(tx, row.id)).filter((operation) => operation.generation === generation)
  for (const operation of waiting) {
    if (afterwardsSchema.safeParse(operation.afterwards).success) {
      routesVersion = (await giveAllTraffic(deps, tx, row, operation)) ?? routesVersion
    }
    await setOperationRoutesVersion(tx, operation.id, routesVersion)
  }
}

/** Gives the deployment all traffic of its endpoint. Answers the routes version, or null if the endpoint is gone. */
async function giveAllTraffic(
  { clock }: ControllerDeps,
  tx: Transaction,
  row: DeploymentRow,
  operation: OperationRow,
): Promise<number | null> {
  const found = await getEndpoint(tx, row.endpointId)
  if (!found || found.deletedAt) return null
  const endpoint = await requireLockedEndpoint(tx, row.workspaceId, found.name)
  const caller = { kind: "system" as const, id: "controller", name: operation.createdBy, actions: new Set<never>() }
  const ctx = { workspaceId: row.workspaceId, caller, clock }
  const traffic = { [row.name]: 100 }
  const { routesVersion } = await applySplit(ctx, tx, { endpoint, traffic, reason: REASON })
  await recordEvent(ctx, tx, {
    action: "traffic.update",
    targetType: "endpoint",
    targetId: endpoint.id,
    targetName: endpoint.name,
    operationId: operation.id,
    result: "Succeeded",
    message: REASON,
    diff: { before: endpoint.traffic, after: traffic },
  })
  return routesVersion
}
