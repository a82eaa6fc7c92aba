import { z } from "zod"

import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from "#lib/kernel/limits.ts"

import { ACTIVITY_TYPES } from "./activity-types.ts"
import { OPERATION_STATUSES, operationProgress } from "./schema.ts"

const TEXT_LENGTH_MAX = 200
const text = z.string().trim().min(1).max(TEXT_LENGTH_MAX)

/** One change with everything that is known of it: the event, how its operation ended, the traffic revision it made. */
export const activityView = z.object({
  /** Of the event that began it; links name it. */
  id: z.int(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  target: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  result: z.enum(OPERATION_STATUSES),
  /** Why, as its author wrote it. */
  message: z.string(),
  /** What changed: {before, after}, or null. */
  diff: z.unknown(),
  /** The operation that carries it out; null for what was done at once. */
  operation: z
    .object({
      id: z.string(),
      progress: operationProgress,
      error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }).nullable(),
      finished_at: z.string().nullable(),
    })
    .nullable(),
  /** Number of the traffic revision that it made, which a rollback names; null if it made none. */
  traffic_revision: z.int().nullable(),
})
export type ActivityView = z.infer<typeof activityView>

export const activityQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  /** `next_cursor` of the page before: the id that it ended with. */
  cursor: z
    .string()
    .regex(/^[1-9][0-9]{0,14}$/, "must be the next_cursor of a page")
    .optional(),
  /** Only of the endpoint of this name and of its deployments. */
  endpoint: text.optional(),
  type: z.enum(ACTIVITY_TYPES).optional(),
  result: z.enum(OPERATION_STATUSES).optional(),
  /** Only by this one: a person with all their tokens, or one token as the history names it. */
  actor: text.optional(),
  /** Only what has these characters in its target, author, message or error. */
  q: text.optional(),
})
export type ActivityQuery = z.infer<typeof activityQuery>
