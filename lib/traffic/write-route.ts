import { z } from "zod"

import { deploymentSpec } from "#lib/deployments/contract.ts"
import type { Route } from "#lib/gateway/contract.ts"
import { canonicalJson } from "#lib/kernel/json.ts"
import { lockInTransaction, notify } from "#lib/storage/index.ts"
import type { Transaction } from "#lib/storage/index.ts"

import { buildRoute } from "./build-route.ts"
import {
  getEndpointRowById,
  getNewestVersion,
  getRouteRow,
  listKeyDigests,
  listReadyInstances,
  listRoutedDeployments,
  saveRoute,
} from "./queries.ts"

/** Channel on which gateways hear of a new version; the payload is the version. */
const ROUTES_CHANNEL = "routes"
const VERSION_LOCK = "caudal.routes.version"

const handleWithSocket = z.looseObject({ socket: z.string() })

/**
 * Writes an endpoint's row of the routing table from what the transaction sees, and deals the next version if it changed.
 *
 * The one function that writes routes. It runs in the transaction of the change, so the change and its route commit
 * together; versions are dealt under an advisory transaction lock, taken last, so that commit order is version order.
 * The endpoint's row is locked first: two changes of one endpoint cannot write over each other.
 *
 * @returns the version at which the route holds now.
 */
export async function writeRoute(tx: Transaction, endpointId: string): Promise<number> {
  const route = await readRoute(tx, endpointId)
  const stored = await getRouteRow(tx, endpointId)
  if (stored && canonicalJson(stored.route) === canonicalJson(route)) return stored.version
  await lockInTransaction(tx, VERSION_LOCK)
  const version = (await getNewestVersion(tx)) + 1
  await saveRoute(tx, { endpointId, version, route })
  await notify(tx, ROUTES_CHANNEL, String(version))
  return version
}

async function readRoute(tx: Transaction, endpointId: string): Promise<Route | null> {
  const endpoint = await getEndpointRowById(tx, endpointId)
  if (!endpoint || endpoint.deletedAt) return null
  const keys = await listKeyDigests(tx, endpointId)
  const deployments = await listRoutedDeployments(tx, endpointId)
  const ready = await listReadyInstances(tx, endpointId)
  return buildRoute({
    endpoint,
    keys,
    deployments: deployments.map(({ id, name, generation, spec }) => {
      const { requestSettings } = deploymentSpec.parse(spec)
      return {
        id,
        name,
        generation,
        requestTimeoutMs: requestSettings.request_timeout_ms,
        maxConcurrentRequestsPerInstance: requestSettings.max_concurrent_requests_per_instance,
        maxQueueWaitMs: requestSettings.max_queue_wait_ms,
        instances: ready
          .filter((instance) => instance.deploymentId === id)
          .map((instance) => ({ id: instance.id, socket: handleWithSocket.parse(instance.handle).socket })),
      }
    }),
  })
}
