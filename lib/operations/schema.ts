import { z } from "zod"

export const OPERATION_STATUSES = ["InProgress", "Succeeded", "Failed", "Canceled"] as const
export type OperationStatus = (typeof OPERATION_STATUSES)[number]

export const OPERATION_KINDS = [
  "endpoint.create",
  "endpoint.update",
  "endpoint.delete",
  "endpoint.restore",
  "endpoint.regenerateKeys",
  "deployment.create",
  "deployment.update",
  "deployment.delete",
  "deployment.restore",
  "traffic.update",
] as const
export type OperationKind = (typeof OPERATION_KINDS)[number]

/** Operations that wait for a generation of a deployment to serve. A newer one takes the place of those before it. */
export const GENERATION_KINDS = [
  "deployment.create",
  "deployment.update",
  "deployment.restore",
] as const satisfies readonly OperationKind[]

/** What an operation is doing now, for people who wait for it. */
export const operationProgress = z.object({
  phase: z.string().optional(),
  message: z.string().optional(),
  ready_instances: z.int().optional(),
  wanted_instances: z.int().optional(),
})
export type OperationProgress = z.infer<typeof operationProgress>

export const operationView = z.object({
  id: z.string(),
  kind: z.enum(OPERATION_KINDS),
  status: z.enum(OPERATION_STATUSES),
  target: z.object({ type: z.enum(["endpoint", "deployment"]), id: z.string(), name: z.string() }),
  progress: operationProgress,
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }).nullable(),
  created_by: z.string(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
})
export type OperationView = z.infer<typeof operationView>

export const eventView = z.object({
  id: z.int(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  target: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  operation_id: z.string().nullable(),
  result: z.string(),
  message: z.string(),
  diff: z.unknown(),
})
export type EventView = z.infer<typeof eventView>

export const CHANGE_KINDS = ["endpoints", "operations", "events", "drafts"] as const

/** What one process tells of changes at most at the same time. */
export const CHANGE_FOLLOWERS_MAX = 500
const STREAM_SECONDS_MAX = 24 * 3600

/** That something changed, not what it became: read it again. */
export const changeView = z.object({
  kind: z.enum(CHANGE_KINDS),
  /** Name of the endpoint that it is about; null if it is about none. */
  endpoint: z.string().nullable(),
})
export type ChangeView = z.infer<typeof changeView>

/** A change as the database tells it. */
export const changeNotice = changeView.extend({ workspace: z.string() })

export const changesQuery = z.strictObject({
  /** Ends the stream by itself after so long; without it the stream has no end. */
  seconds: z.coerce.number().min(0).max(STREAM_SECONDS_MAX).optional(),
})
