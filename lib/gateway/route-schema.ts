import { z } from "zod"

/** How the gateway reaches one ready instance. */
export const routeInstanceSchema = z.object({
  id: z.string(),
  /** Absolute path of the instance's Unix socket (compute `local`). */
  socket: z.string(),
})

/** One deployment as the gateway needs it: limits and the instances that may take requests now. */
export const routeDeploymentSchema = z.object({
  id: z.string(),
  name: z.string(),
  generation: z.int(),
  /** From the slot to the response head, milliseconds. */
  requestTimeoutMs: z.int(),
  maxConcurrentRequestsPerInstance: z.int(),
  /** How long a request may wait for a slot, milliseconds. */
  maxQueueWaitMs: z.int(),
  instances: z.array(routeInstanceSchema),
})

/** One key of an endpoint. The digest is SHA-256 of the key's text, lower-case hex. */
export const routeKeySchema = z.object({ slot: z.enum(["primary", "secondary"]), digest: z.string().length(64) })

/** Everything the gateway knows of one endpoint: one immutable row of the routing table. */
export const routeSchema = z.object({
  endpointId: z.string(),
  workspaceId: z.string(),
  /** As the user wrote it; compared in lower case. */
  name: z.string(),
  authMode: z.enum(["key"]),
  keys: z.array(routeKeySchema),
  /** Share of live requests per deployment name in percent: sums to 100, or all 0. */
  traffic: z.record(z.string(), z.int().min(0).max(100)),
  deployments: z.array(routeDeploymentSchema),
})

export type Route = z.infer<typeof routeSchema>
export type RouteDeployment = z.infer<typeof routeDeploymentSchema>
export type RouteInstance = z.infer<typeof routeInstanceSchema>

/** A change of the routing table: the route, or null when the endpoint is gone. Versions grow by one for each change. */
export const routeChangeSchema = z.object({
  version: z.int(),
  endpointId: z.string(),
  route: routeSchema.nullable(),
})

export type RouteChange = z.infer<typeof routeChangeSchema>
